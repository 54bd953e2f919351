/* Practice, made quicker. Everything here also works without it: forms are posted, pages come back. */
import { wireAccents } from "./accents.js";
import { wireClock } from "./clock.js";
import { wireSpeech } from "./speech.js";
import { forget, keep, kept } from "./unsent.js";

const ECHO = 300; // ms in which a second Enter is taken for an echo of the first
const RETRY = 4000;
const announcer = document.getElementById("announcer");
let shownAt = performance.now();
let quietUntil = 0;
let busy = false;
let ahead = null; // the next exercise, on its way while the verdict is read

const screen = () => document.getElementById("screen");
const unsent = () => document.getElementById("unsent");

function start() {
  shownAt = performance.now();
  wireAccents(document);
  wireClock(screen());
  wireSpeech(document);
  requestAnimationFrame(() => setTimeout(fetchAhead)); // once the verdict is painted
  const field = document.querySelector(".blank");
  if (field && field.value) field.select();
}

function focusMain() {
  const target = document.querySelector("#screen [autofocus]") ?? document.getElementById("main");
  target.focus({ preventScroll: false });
}

function show(html, url) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const next = parsed.getElementById("screen");
  if (!next) return false;
  screen().replaceWith(next);
  const place = next.dataset.url ?? url;
  if (new URL(place, location.href).pathname !== location.pathname) history.pushState(null, "", place);
  start();
  quietUntil = performance.now() + ECHO;
  focusMain();
  document.getElementById("feedback")?.scrollIntoView({ block: "nearest" });
  const verdict = document.querySelector("#feedback .verdict");
  announcer.textContent = verdict ? verdict.textContent.trim() : "";
  document.title = `${next.dataset.title} · Ojalá`;
  return true;
}

async function ask(action, body) {
  const reply = await fetch(action, {
    method: "POST",
    body,
    headers: { "Ojala-Fragment": "screen", Accept: "text/html" },
  });
  return { ok: reply.ok, url: reply.url, html: await reply.text() };
}

async function send(action, body) {
  const reply = (await fetchedAhead(action)) ?? (await ask(action, body));
  if (!reply.ok || !show(reply.html, reply.url)) location.assign(reply.url);
}

function fetchAhead() {
  if (busy) return;
  const form = document.querySelector("form[data-ahead]");
  const action = form?.action;
  ahead = form && { action, reply: ask(action, new URLSearchParams(new FormData(form))).catch(() => null) };
}

async function fetchedAhead(action) {
  const reply = ahead?.action === action ? await ahead.reply : null;
  ahead = null;
  return reply?.ok ? reply : null;
}

async function submit(form, button) {
  if (form.elements.elapsed) form.elements.elapsed.value = ((performance.now() - shownAt) / 1000).toFixed(2);
  const body = new URLSearchParams(new FormData(form, button));
  const action = button?.hasAttribute("formaction") ? button.formAction : form.action;
  busy = true;
  try {
    await send(action, body);
    forget();
    unsent().hidden = true;
  } catch (problem) {
    if (!(problem instanceof TypeError)) throw problem; // only a lost connection is waited out
    keep(action, body);
    unsent().hidden = false;
    setTimeout(resend, RETRY);
  } finally {
    busy = false;
  }
}

async function resend() {
  const waiting = kept();
  if (!waiting || busy) return;
  busy = true;
  try {
    await send(waiting.action, new URLSearchParams(waiting.body));
    forget();
    unsent().hidden = true;
  } catch {
    setTimeout(resend, RETRY);
  } finally {
    busy = false;
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || !document.getElementById("main").contains(form)) return;
  if (busy) {
    event.preventDefault();
    return;
  }
  if (!screen() || form.hasAttribute("data-whole-page")) {
    if (form.elements.elapsed) form.elements.elapsed.value = ((performance.now() - shownAt) / 1000).toFixed(2);
    busy = true;
    return;
  }
  event.preventDefault();
  submit(form, event.submitter);
});

document.addEventListener("keydown", (event) => {
  const writing = event.target.matches?.("textarea");
  if (writing && !event.target.matches(".blank")) return; // a question to the tutor
  if (event.ctrlKey || event.metaKey) {
    const undo = document.querySelector("[data-undo]");
    if (event.key === "z" && undo) {
      event.preventDefault();
      undo.click();
    }
    return;
  }
  if (event.key === "Enter" && (event.repeat || performance.now() < quietUntil)) {
    event.preventDefault();
    return;
  }
  if (event.key === "Enter" && event.target.matches?.("textarea.blank") && !event.shiftKey) {
    event.preventDefault();
    event.target.form.requestSubmit(document.querySelector("[data-main]"));
    return;
  }
  if (event.altKey) {
    const button = document.querySelector(`[accesskey="${event.code.replace("Key", "").toLowerCase()}"]`);
    if (button) {
      event.preventDefault();
      button.click();
    }
    return;
  }
  if (event.key === "?" && !writing) {
    const more = document.querySelector(".more");
    if (!more) return;
    event.preventDefault();
    more.open = !more.open;
    more.querySelector("summary").focus();
  } else if (event.key === "Escape") {
    const open = document.querySelector(".more[open]");
    if (open) {
      open.open = false;
      focusMain();
    }
  } else if (/^[1-9]$/.test(event.key) && !event.target.matches?.("input[type=text], textarea")) {
    document.querySelector(`.option[data-key="${event.key}"]`)?.click();
  }
});

window.addEventListener("online", resend);
window.addEventListener("popstate", () => location.reload());
window.addEventListener("pageshow", () => { busy = false; });
start();
if (screen() && kept()) resend();
