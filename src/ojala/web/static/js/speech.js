/* Spanish read aloud by a voice of the device; where it has none, the buttons stay hidden. */
const speech = window.speechSynthesis;
const wanted = document.documentElement.dataset.voice ?? "off";

function voice() {
  const spanish = speech.getVoices().filter((one) => one.lang.toLowerCase().startsWith("es"));
  const near = (one) => one.lang.replace("_", "-").toLowerCase().startsWith(wanted.toLowerCase());
  return spanish.find((one) => near(one) && one.localService) ?? spanish.find(near) ?? spanish[0];
}

export function say(text) {
  const line = new SpeechSynthesisUtterance(text);
  line.voice = voice();
  line.lang = line.voice.lang;
  speech.cancel();
  speech.speak(line);
}

export function wireSpeech(root) {
  if (!speech || wanted === "off") return;
  const uncover = () => {
    if (voice()) for (const button of root.querySelectorAll("[data-say]")) button.hidden = false;
  };
  uncover();
  speech.addEventListener?.("voiceschanged", uncover, { once: true });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-say]");
  if (button) say(button.dataset.say);
});
