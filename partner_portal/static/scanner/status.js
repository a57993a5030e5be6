/** The line under the picture: an icon, words and a kind for the colour. */
import { say } from "./words.js";

const ICONS = { good: "✓", warning: "⚠", bad: "✗", busy: "↻", calm: "" };
const READING_TIME = 4000;

export class Status {
  #line;
  #resting = ["ready", "calm", {}];
  #timer = null;

  constructor(line) {
    this.#line = line;
    line.setAttribute("role", "status");
  }

  /** What stands here when nothing else is to be said; a warning is read to its end first. */
  rest(key, kind = "calm", facts = {}) {
    this.#resting = [key, kind, facts];
    if (!this.#timer) this.#show(key, kind, facts);
  }

  relax() {
    this.#show(...this.#resting);
  }

  say(key, kind = "busy") {
    this.#show(key, kind);
  }

  /** Said for a while, then the line rests again. */
  warn(key, kind = "bad") {
    this.#show(key, kind);
    this.#timer = setTimeout(() => this.relax(), READING_TIME);
  }

  #show(key, kind, facts = {}) {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#line.dataset.kind = kind;
    this.#line.textContent = `${ICONS[kind]} ${say(key, facts)}`.trim();
  }
}
