/* Pages that are read: sentences can be listened to. */
import { wireSpeech } from "./speech.js";
wireSpeech(document);
