/** Keeps the screen on while the card is shown, where the browser lets a page ask for that. */

let lock = null;

export async function stayAwake() {
  if (!navigator.wakeLock || document.hidden || (lock && !lock.released)) return;
  try {
    lock = await navigator.wakeLock.request("screen");
  } catch {
    lock = null; // a phone that saves its battery says no
  }
}

export function mayRest() {
  lock?.release();
  lock = null;
}
