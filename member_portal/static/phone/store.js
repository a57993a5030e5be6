/** What this browser keeps of the card. Where nothing can be kept, the open page still has it. */

const KEY = "the-dien-thoai";
const SEEN = `${KEY}-luc`;
const VERSION = 1;
let here = null;
let isStored = false; // whether this page has seen the card in the browser's store

export function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    const time = JSON.parse(localStorage.getItem(SEEN));
    const isOurs = kept?.version === VERSION && Array.isArray(kept.tokens);
    if (isOurs) {
      here = { ...kept, ...(time?.seen >= kept.seen ? time : {}) };
      isStored = true;
    } else if (kept) localStorage.removeItem(KEY);
  } catch {
    // private windows and full disks: what is in memory must do
  }
  return here;
}

export function keep(card) {
  here = { ...card, version: VERSION };
  try {
    localStorage.setItem(KEY, JSON.stringify(here));
    localStorage.removeItem(SEEN);
    isStored = true;
    return true;
  } catch {
    return false;
  }
}

/** What is known of the time: the last certain instant, the offset, an instant somebody chose. */
export function keepTime({ seen, offset, chosen }) {
  try {
    localStorage.setItem(SEEN, JSON.stringify({ seen, offset, chosen }));
  } catch {
    // what was kept before still holds
  }
}

/** Whether another page of this browser has removed the card, by signing out for example. */
export function isTakenAway() {
  try {
    return isStored && localStorage.getItem(KEY) === null;
  } catch {
    return false;
  }
}

export function wipe() {
  here = null;
  isStored = false;
  try {
    localStorage.removeItem(KEY);
    localStorage.removeItem(SEEN);
  } catch {
    // there was nothing to remove
  }
}
