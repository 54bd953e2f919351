/* The time that is left of a session by the clock. */
export function wireClock(root) {
  const place = root?.querySelector("[data-countdown]");
  if (!place) return;
  const ends = Date.parse(place.dataset.countdown);
  const clock = place.querySelector(".clock");
  const tick = () => {
    const left = Math.max(0, Math.round((ends - Date.now()) / 1000));
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left && place.isConnected) setTimeout(tick, 1000);
  };
  place.hidden = false;
  tick();
}
