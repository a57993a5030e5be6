/** The field for a typed code, which is also where a hardware scanner writes. */
import { isLetter, isSpoiledByKeyboard, looksLikeAddress, tokenFrom } from "./codes.js";

const HAS_KEYBOARD = matchMedia("(pointer: fine)").matches;

export class TypedCode {
  #field;

  constructor(form, counter) {
    this.#field = form.querySelector("input:not([type=hidden])");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#hand(counter, form, event.submitter);
    });
    document.addEventListener("keydown", (event) => this.#catchStrayKey(event));
    document.addEventListener("card:scanned", (event) => {
      event.preventDefault();
      this.#take(counter, event.detail);
    });
  }

  /** On a computer the field waits for the hardware scanner; a phone would open its keyboard. */
  await() {
    this.#field.value = "";
    if (HAS_KEYBOARD) this.#field.focus({ preventScroll: true });
  }

  #hand(counter, form, submitter) {
    const text = this.#field.value;
    if (!tokenFrom(text) && !looksLikeAddress(text)) return counter.send(form, submitter);
    this.#field.value = "";
    return this.#take(counter, text);
  }

  #take(counter, text) {
    const token = tokenFrom(text);
    if (token) return counter.card(token);
    if (isLetter(text)) return counter.refuse("letter");
    return counter.refuse(isSpoiledByKeyboard(text) ? "vietnamese_keys" : "not_ours");
  }

  #catchStrayKey(event) {
    const isLetter = event.key?.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isFree = document.activeElement === document.body || document.activeElement === null;
    if (HAS_KEYBOARD && isLetter && isFree) this.#field.focus({ preventScroll: true });
  }
}
