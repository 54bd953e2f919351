/* Practice without a connection: a packet taken along, judged here as far as it was foreseen. */
import { wireAccents } from "./accents.js";
import { unseal } from "./sealed.js";

const PACKET = "ojala:packet";
const ANSWERS = "ojala:answers";
const by = (id) => document.getElementById(id);
const away = by("away");
const ask = by("ask");
const told = by("told");
const takeButton = by("take");
let shownAt = 0;
let quietUntil = 0;

const read = (key) => JSON.parse(localStorage.getItem(key) ?? "null");
const write = (key, value) => localStorage.setItem(key, JSON.stringify(value));
const when = (name, on) => away.querySelectorAll(`[data-when=${name}]`).forEach((one) => (one.hidden = !on));

async function fingerprint(salt, text) {
  const bytes = new TextEncoder().encode(`${salt}:${plain(text)}`);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((one) => one.toString(16).padStart(2, "0")).join("").slice(0, 24);
}

/* What is left of an answer when keyboard and layout are set aside, as the server has it. */
function plain(text) {
  const letters = text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{M}\p{N}\s]/gu, " ");
  return letters.split(/\s+/).filter(Boolean).join(" ").normalize("NFC");
}

const unsent = () => (read(ANSWERS) ?? []).filter((one) => !one.sent);
const remaining = () => {
  const done = new Set((read(ANSWERS) ?? []).map((one) => one.exercise));
  return (read(PACKET)?.exercises ?? []).filter((one) => !done.has(one.id));
};

function next() {
  const [exercise] = remaining();
  told.hidden = true;
  ask.hidden = !exercise;
  when("empty", !read(PACKET));
  when("done", Boolean(read(PACKET)) && !exercise);
  when("online", !exercise);
  count();
  takeButton.hidden = !navigator.onLine || Boolean(exercise);
  if (!exercise) return;
  by("asked").innerHTML = exercise.asked;
  wireAccents(ask);
  ask.querySelector("[data-main]").hidden = Boolean(ask.querySelector(".option"));
  shownAt = performance.now();
  (ask.querySelector(".blank") ?? ask.querySelector(".option")).focus();
}

async function answer(text) {
  const [exercise] = remaining();
  const elapsed = Math.round((performance.now() - shownAt) / 10) / 100;
  const known = exercise.foreseen[await fingerprint(exercise.salt, text)];
  const kept = { exercise: exercise.id, text, elapsed, given_at: new Date().toISOString() };
  write(ANSWERS, [...(read(ANSWERS) ?? []), kept]);
  show(unseal(known ?? exercise.otherwise));
  send();
}

function show({ verdict = "shown", said = [], answer: form, sentence }) {
  ask.hidden = true;
  told.hidden = false;
  told.className = `exercise ${verdict}`;
  const meant = told.querySelector(".meant");
  const at = sentence.indexOf(form);
  meant.hidden = at >= 0; // what a sentence means does not stand in it
  meant.textContent = form;
  const [from, to] = at < 0 ? [Infinity, Infinity] : [at, at + form.length];
  const right = Object.assign(document.createElement("span"), { className: "verb-right", textContent: sentence.slice(from, to) });
  told.querySelector(".sentence").replaceChildren(sentence.slice(0, from), right, sentence.slice(to));
  for (const one of told.querySelectorAll("[data-verdict]")) {
    one.hidden = one.dataset.verdict !== verdict;
    if (one.hidden) continue;
    one.querySelector(".said").textContent = said.join(" ");
    by("announcer").textContent = one.textContent.trim().replace(/\s+/g, " ");
  }
  quietUntil = performance.now() + 300;
  by("next").focus();
  count();
}

function count() {
  const waiting = unsent();
  const line = away.querySelector("[data-waiting]");
  line.hidden = !waiting.length;
  line.querySelector(".count").textContent = waiting.length;
}

/* Everything that waits goes in one request, in order; what has arrived before is recorded once. */
let sending = false;
async function send() {
  const waiting = unsent();
  if (sending || !waiting.length || !navigator.onLine) return;
  sending = true;
  try {
    const reply = await fetch("/practice/packets/answers", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ answers: waiting.map(({ sent: _, ...one }) => one) }),
    });
    if (reply.ok) {
      const arrived = new Set((await reply.json()).recorded);
      write(ANSWERS, (read(ANSWERS) ?? []).map((one) => ({ ...one, sent: one.sent || arrived.has(one.exercise) })));
      when("sent", true);
      count();
    }
  } catch {
    /* still away: it stays here */
  } finally {
    sending = false;
  }
}

async function take() {
  const reply = await fetch("/practice/packets", { method: "POST" });
  if (!reply.ok) return location.assign("/practice");
  write(PACKET, await reply.json());
  write(ANSWERS, unsent());
  next();
}

ask.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = event.submitter?.value || ask.querySelector(".blank")?.value || "";
  if (text.trim()) answer(text);
});
by("next").addEventListener("click", next);
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.repeat || performance.now() < quietUntil)) event.preventDefault();
  if (/^[1-9]$/.test(event.key) && !ask.hidden) ask.querySelector(`.option[data-key="${event.key}"]`)?.click();
});
takeButton.addEventListener("click", take);
const online = () => {
  takeButton.hidden = !navigator.onLine || remaining().length > 0;
  send();
};
window.addEventListener("online", online);
window.addEventListener("offline", online);
online();
next();
