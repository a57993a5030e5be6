/** Small choices of this phone; some browsers allow a page no memory at all. */

export function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Then it is chosen again next time.
  }
}
