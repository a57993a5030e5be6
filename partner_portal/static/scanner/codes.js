/** What a QR code or a hardware scanner gave us. */

const BEHIND_Q = /\/q\/([0-9a-z]{16,400})(?:[/?#].*)?$/i;
const ADDRESS = /^\s*h[^a-z]*t+[^a-z]*p/i;

/** A card's token: only what follows /Q/, whatever host stands before it. */
export function tokenFrom(text) {
  return BEHIND_Q.exec(text.trim())?.[1].toUpperCase() ?? null;
}

export function looksLikeAddress(text) {
  return ADDRESS.test(text) || text.includes("/");
}

/** Members hold up the letter by which they open their card: its codes are nobody's at a counter. */
export function isLetter(text) {
  return /\/the\/kich-hoat\b/i.test(text);
}

/** Telex and VNI turn a scanner's key strokes into letters no address has. */
export function isSpoiledByKeyboard(text) {
  return /[^\x20-\x7e]/.test(text.normalize("NFC"));
}

/** A camera sees one code many times a second: the same one counts once in three seconds. */
export class Repeats {
  #last = { text: null, at: -Infinity };
  #span;

  constructor(span = 3000) {
    this.#span = span;
  }

  isRepeat(text) {
    const now = performance.now();
    if (text === this.#last.text && now - this.#last.at < this.#span) return true;
    this.#last = { text, at: now };
    return false;
  }

  /** The wait begins again, so that a card still lying there does not answer the next customer. */
  again() {
    this.#last.at = performance.now();
  }
}
