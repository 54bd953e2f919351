/* Keeps the shell and the pages that are read, so that they open without a connection. */
const KEPT = `ojala-${VERSION}`;
const READ = /^\/(triggers|path|verbs|moods|help|keys|about|privacy)(\/|$)/;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(SHELL)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("ojala-") && name !== KEPT;
  const names = caches.keys().then((all) => Promise.all(all.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(names.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/static/")) event.respondWith(fromHere(request));
  else if (request.mode === "navigate") event.respondWith(fromThere(request, READ.test(pathname)));
});

async function fromHere(request) {
  const found = await caches.match(request);
  if (found) return found;
  const reply = await fetch(request);
  if (reply.ok) (await caches.open(KEPT)).put(request, reply.clone());
  return reply;
}

async function fromThere(request, keep) {
  try {
    const reply = await fetch(request);
    if (keep && reply.ok) (await caches.open(KEPT)).put(request, reply.clone());
    return reply;
  } catch {
    return (await caches.match(request)) ?? (await caches.match("/offline"));
  }
}
