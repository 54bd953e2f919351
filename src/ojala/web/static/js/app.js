/* Every page: sentences can be listened to, and what was read can be read again without a connection. */
import { wireSpeech } from "./speech.js";

wireSpeech(document);
if ("serviceWorker" in navigator) addEventListener("load", () => navigator.serviceWorker.register("/worker.js").catch(() => {}));
