/** What is seen: the card with its code, or why there is none and what to do. */
import { draw } from "./drawing.js";
import { begins, codeAt, ends, lastsUntil, LENGTH } from "./slots.js";
import { lengthOf, minutesAndSeconds, momentOf, say, timeOf } from "./words.js";

const SMALLEST = 220;
const MENU = 52;
const EDGE = 8;

export class Face {
  constructor(root) {
    this.root = root;
    this.parts = {};
    for (const part of root.querySelectorAll("[data-part]")) this.parts[part.dataset.part] = part;
    this.drawn = "";
  }

  /** Show the card as it is at an instant; returns whether there is a code to show. */
  show(kept, clock) {
    const instant = clock.now();
    const code = codeAt(kept, instant);
    this.#name(kept);
    this.#tell("clock", clock.ahead ? this.#aboutClock(clock.ahead) : "");
    this.root.dataset.state = code ? "good" : "stale";
    if (code) this.#code(kept, code, instant);
    else this.#stale(kept, instant);
    return Boolean(code);
  }

  /** Say why there is no card here. */
  say(state, status, sentence) {
    this.root.dataset.state = state;
    this.#tell("status", status);
    this.#tell("sentence", sentence);
    this.drawn = "";
  }

  remark(text) {
    this.#tell("remark", text);
  }

  /** It never changes: whoever put the phone away is done with it. */
  hideTypedCode() {
    this.parts.typed.open = false;
  }

  redraw() {
    this.drawn = "";
  }

  #name(kept) {
    for (const field of ["name", "kind", "unit", "code"]) this.#tell(field, kept.card[field]);
    this.#tell("until", say("until", { moment: momentOf(lastsUntil(kept)) }));
  }

  #code(kept, code, instant) {
    const left = ends(code.slot) - instant;
    this.#tell("time", timeOf(instant));
    this.#tell("left", say("left", { left: minutesAndSeconds(left) }));
    this.parts.bar.value = Math.max(0, Math.min(LENGTH, left));
    const room = this.#room();
    const wanted = `${code.token} ${room} ${window.devicePixelRatio}`;
    if (wanted === this.drawn) return;
    draw(this.parts.qr, kept.address + code.token, room);
    this.root.dataset.slot = code.slot;
    this.drawn = wanted;
  }

  #stale(kept, instant) {
    this.drawn = "";
    const isEarly = kept.tokens.length > 0 && instant < begins(kept.first);
    this.#tell("status", say(isEarly ? "early" : "stale"));
    this.#tell("sentence", say(isEarly ? "early_next" : "stale_next"));
  }

  #aboutClock(ahead) {
    return say(ahead > 0 ? "fast" : "slow", { much: lengthOf(ahead) });
  }

  /** The largest square that leaves everything else on the screen. */
  #room() {
    const { frame, below } = this.parts;
    const isBeside = below.offsetLeft > frame.offsetLeft;
    const others = isBeside ? EDGE : below.offsetHeight + MENU;
    const height = window.innerHeight - frame.offsetTop - others;
    return Math.max(SMALLEST, Math.min(frame.clientWidth, height));
  }

  #tell(part, text) {
    const element = this.parts[part];
    if (!element) return;
    if (element.textContent !== text) element.textContent = text;
    element.hidden = !text;
  }
}
