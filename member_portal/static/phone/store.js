/** What this browser keeps of the card. Where nothing can be kept, the open page still has it. */

const KEY = "the-dien-thoai";
const VERSION = 1;
let here = null;

export function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    if (kept?.version === VERSION && Array.isArray(kept.tokens)) here = kept;
    else if (kept) localStorage.removeItem(KEY);
  } catch {
    // private windows and full disks: what is in memory must do
  }
  return here;
}

export function keep(card) {
  here = { ...card, version: VERSION };
  try {
    localStorage.setItem(KEY, JSON.stringify(here));
    return true;
  } catch {
    return false;
  }
}

export function wipe() {
  here = null;
  try {
    localStorage.removeItem(KEY);
  } catch {
    // there was nothing to remove
  }
}
