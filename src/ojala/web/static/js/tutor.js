/* The tutor: its answer arrives line by line, each checked before it is sent. */
let heard = null; // the answer that is being listened to

async function* events(reply) {
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const whole = (rest + read.value).split("\n\n");
    rest = whole.pop();
    yield* whole;
  }
}

function pieces(event) {
  const data = event.split("\n").filter((line) => line.startsWith("data: "));
  const html = data.map((line) => line.slice("data: ".length)).join("\n");
  return new DOMParser().parseFromString(html, "text/html").body.children;
}

function say(place, text) {
  const line = document.createElement("p");
  line.className = "quiet";
  line.textContent = text;
  place.replaceChildren(line);
}

async function ask(form, button) {
  heard?.abort();
  heard = new AbortController();
  const { signal } = heard;
  const place = document.getElementById("tutor-answer");
  say(place, place.dataset.waiting);
  try {
    const reply = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form, button)),
      headers: { "Ojala-Fragment": "tutor", Accept: "text/html" },
      signal,
    });
    if (reply.redirected) return location.assign(reply.url);
    if (!reply.ok) return say(place, place.dataset.lost);
    let waiting = true;
    for await (const event of events(reply)) {
      if (!place.isConnected) return heard.abort();
      if (waiting) place.replaceChildren();
      waiting = false;
      place.append(...pieces(event));
    }
  } catch {
    if (!signal.aborted) say(place, place.dataset.lost);
  }
}

document.addEventListener(
  "submit",
  (event) => {
    if (!event.target.matches("form[data-tutor]")) return;
    event.preventDefault();
    event.stopPropagation(); // nothing here is an answer to the exercise
    ask(event.target, event.submitter);
  },
  true,
);
