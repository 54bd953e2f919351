/* What a page does to whoever looks at it, kept in `seen`. */
globalThis.seen = { lcp: 0, cls: 0, inp: 0, verdicts: [], servers: [], bytes: 0 };

const watch = (type, take, more) =>
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });

watch("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.cls += entry.value; });
watch("event", (entry) => { if (entry.interactionId) seen.inp = Math.max(seen.inp, entry.duration); }, { durationThreshold: 16 });
for (const type of ["navigation", "resource"]) {
  watch(type, (entry) => { if (!entry.name.endsWith(".woff2")) seen.bytes += entry.transferSize; });
}

let pressed = 0;
addEventListener("keydown", (event) => { if (event.key === "Enter") pressed = performance.now(); }, true);

function told() {
  if (!pressed || !document.querySelector("#screen:not([data-phase=asking]) #feedback")) return;
  const since = pressed;
  pressed = 0;
  requestAnimationFrame(() => setTimeout(() => {
    seen.verdicts.push(performance.now() - since);
    const answer = performance.getEntriesByType("resource").filter((entry) => entry.name.endsWith("/answer")).at(-1);
    if (answer) seen.servers.push(answer.responseEnd - answer.requestStart);
    performance.clearResourceTimings();
  }));
}

addEventListener("DOMContentLoaded", () =>
  new MutationObserver(told).observe(document.body, { childList: true, subtree: true }));
