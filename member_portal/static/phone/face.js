/** What is seen: the card with its code, or why there is none and what to do. */
import { draw } from "./drawing.js";
import { begins, codeAt, ends, lastsUntil, LENGTH } from "./slots.js";
import { dayOf, lengthOf, minutesAndSeconds, momentOf, say, timeOf } from "./words.js";

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

  /** Show the card as it is now; returns whether there is a code to show. */
  show(kept, clock, mayAsk) {
    const instant = clock.now();
    const code = clock.isInDoubt ? null : codeAt(kept, clock.middle());
    this.#name(kept);
    this.#tell("clock", clock.isInDoubt ? "" : this.#aboutClock(clock, kept.seen));
    this.#tell("time", timeOf(instant));
    this.#tell("day", clock.isSure ? "" : dayOf(instant));
    if (clock.isInDoubt) this.#ask(mayAsk);
    else if (code) this.#code(kept, code, instant);
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
    this.root.dataset.state = "good";
    this.#tell("left", say("left", { left: minutesAndSeconds(left) }));
    this.parts.bar.value = Math.max(0, Math.min(LENGTH, left));
    const room = this.#room();
    const wanted = `${code.token} ${room} ${window.devicePixelRatio}`;
    if (wanted === this.drawn) return;
    draw(this.parts.qr, kept.address + code.token, room);
    this.root.dataset.slot = code.slot;
    this.drawn = wanted;
  }

  /** No code rather than one of another day: an answer may be on its way that settles it. */
  #ask(mayAsk) {
    this.drawn = "";
    this.root.dataset.state = mayAsk ? "asking" : "loading";
    this.#tell("status", say("asking"));
    this.#tell("sentence", say("asking_next"));
  }

  #stale(kept, instant) {
    this.drawn = "";
    this.root.dataset.state = "stale";
    const isEarly = kept.tokens.length > 0 && instant < begins(kept.first);
    this.#tell("status", say(isEarly ? "early" : "stale"));
    this.#tell("sentence", say(isEarly ? "early_next" : "stale_next"));
  }

  #aboutClock(clock, seen) {
    const much = lengthOf(clock.ahead);
    const how = clock.ahead > 0 ? "fast" : "slow";
    if (clock.isSure) return clock.ahead ? say(how, { much }) : "";
    if (clock.isSetBack) return say("set_back");
    if (clock.ahead && !clock.chosen) return say(`${how}_perhaps`, { much });
    const day = dayOf(clock.now());
    if (day !== dayOf(clock.chosen || seen)) return say("another_day", { day });
    return clock.chosen ? say("chosen") : "";
  }

  /** The largest square that leaves everything else on the screen. */
  #room() {
    const { frame, below, choosing } = this.parts;
    const isBeside = below.offsetLeft > frame.offsetLeft;
    const opened = choosing.open ? choosing.offsetHeight - choosing.firstElementChild.offsetHeight : 0;
    const others = isBeside ? EDGE : below.offsetHeight - opened + MENU;
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
