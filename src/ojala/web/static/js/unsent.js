/* The one answer that could not be sent yet, kept through a reload. */
const KEY = "ojala:unsent";

export function keep(action, body) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ action, body: body.toString() }));
  } catch {
    /* storage may be denied; the answer then lives as long as the page */
  }
}

export function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    /* nothing was kept */
  }
}
