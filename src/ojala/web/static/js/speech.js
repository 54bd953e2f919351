/* Spanish read aloud by a voice of the device; where it has none, what needs one stays hidden. */
import { unseal } from "./sealed.js";

const speech = window.speechSynthesis;
const wanted = document.documentElement.dataset.voice ?? "off";
const PATIENCE = 1500; // ms in which a browser that has voices has told so

function voice() {
  if (!speech || wanted === "off") return undefined;
  const spanish = speech.getVoices().filter((one) => one.lang.toLowerCase().startsWith("es"));
  const near = (one) => one.lang.replace("_", "-").toLowerCase().startsWith(wanted.toLowerCase());
  return spanish.find((one) => near(one) && one.localService) ?? spanish.find(near) ?? spanish[0];
}

export function say(text, rate = 1) {
  const line = new SpeechSynthesisUtterance(text);
  line.voice = voice();
  line.lang = line.voice.lang;
  line.rate = rate;
  speech.cancel();
  speech.speak(line);
}

const hear = (button) => say(unseal(button.dataset.heard), Number(button.dataset.rate ?? 1));

/* Forms say that there is a voice; a dictation is read out as soon as it is there. */
function uncover(root) {
  if (!voice()) return;
  for (const place of root.querySelectorAll("[data-say], [data-voiced]")) place.hidden = false;
  for (const field of root.querySelectorAll("input[name=hears]")) field.value = "yes";
  for (const notice of root.querySelectorAll("[data-voiceless]")) notice.hidden = true;
  const first = root.querySelector("[data-first]");
  if (first && navigator.userActivation?.hasBeenActive) hear(first);
  first?.removeAttribute("data-first");
}

export function wireSpeech(root) {
  uncover(root);
  speech?.addEventListener?.("voiceschanged", () => uncover(root), { once: true });
  setTimeout(() => {
    if (!voice()) for (const notice of root.querySelectorAll("[data-voiceless]")) notice.hidden = false;
  }, PATIENCE);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-say], [data-heard]");
  if (button) button.dataset.heard ? hear(button) : say(button.dataset.say);
});
