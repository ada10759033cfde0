// What was typed is kept on this device until the server has said that it has it.

const root = document.getElementById("editor");
const PREFIX = `openluban:draft:${root.dataset.account}:${root.dataset.unit}:${root.dataset.language}:`;

/** Keep what stands in a row; returns false where the device keeps nothing. */
export function keep(key, piece) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(piece));
    return true;
  } catch {
    return false;
  }
}

/** Forget a row's text, unless it was typed on since `piece` was sent. */
export function forget(key, piece) {
  const now = kept(key);
  if (now && JSON.stringify(now.texts) === JSON.stringify(piece.texts)) localStorage.removeItem(PREFIX + key);
}

/** Forget a row's text whatever it is: somebody chose the other one. */
export function drop(key) {
  localStorage.removeItem(PREFIX + key);
}

/** What is kept for a row, null if nothing is. */
export function kept(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

/** The keys of all rows of this translation that something is kept for, the oldest first. */
export function waiting() {
  const keys = [];
  for (let place = 0; place < localStorage.length; place += 1) {
    const name = localStorage.key(place);
    if (name.startsWith(PREFIX)) keys.push(name.slice(PREFIX.length));
  }
  return keys.sort((one, other) => (kept(one)?.at ?? 0) - (kept(other)?.at ?? 0));
}
