/** Lets whoever holds the phone say what time it is, where no server can be asked. */
import { instantOf, momentInWords, momentOf, say, typedOf } from "./words.js";

const A_MINUTE = 60 * 1000;

export class Choosing {
  /** `take` gets the offset of the phone's clock that was chosen. */
  constructor(box, take) {
    this.box = box;
    this.take = take;
    this.list = box.querySelector("[data-choices]");
    this.field = box.querySelector("input");
    this.told = box.querySelector("[data-told]");
    this.field.addEventListener("input", () => this.#tell(""));
    box.querySelector("form").addEventListener("submit", (event) => this.#typed(event));
    // Before it opens: "toggle" comes later, and would undo what was typed meanwhile.
    box.querySelector("summary").addEventListener("click", () => box.open || this.#begin());
  }

  /** Offer what can be chosen now; nothing where the time is certain. */
  show(clock, kept, isOffered) {
    this.clock = clock;
    this.kept = kept;
    const isAsked = isOffered && clock.isInDoubt;
    this.box.hidden = !isOffered;
    if (isAsked && !this.box.open) this.#open();
    if (!isOffered) this.box.open = false;
    if (this.box.open) this.#list(clock.choices);
  }

  /** A button each, the same ones as long as they say the same: one may be under a finger. */
  #list(offsets) {
    const texts = offsets.map((offset) => this.#inWords(offset));
    if (texts.join() === this.listed) return;
    this.listed = texts.join();
    this.list.replaceChildren(...offsets.map((offset, at) => this.#button(offset, texts[at])));
  }

  #button(offset, text) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = text;
    button.addEventListener("click", () => this.#choose(offset));
    return button;
  }

  #inWords(offset) {
    const moment = momentInWords(Date.now() + offset);
    return offset === 0 ? say("own_clock", { moment }) : moment;
  }

  #open() {
    this.#begin();
    this.box.open = true;
  }

  #begin() {
    this.field.value = typedOf(this.clock.now());
    this.#tell("");
  }

  #typed(event) {
    event.preventDefault();
    const instant = instantOf(this.field.value);
    const { seen } = this.kept;
    if (Number.isNaN(instant)) this.#tell(say("type_moment"));
    else if (instant < seen - A_MINUTE) this.#tell(say("too_early", { moment: momentOf(seen) }));
    else this.#choose(instant + A_MINUTE / 2 - Date.now());
  }

  #choose(offset) {
    this.box.open = false;
    this.listed = "";
    this.take(offset);
  }

  #tell(text) {
    this.told.textContent = text;
  }
}
