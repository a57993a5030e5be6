/** The place where the server's answers are shown, and where trouble is said beside what was typed. */
import { say } from "./words.js";

const KINDS = ["good", "warning", "bad"];

export class Answer {
  #place;

  constructor(place) {
    this.#place = place;
  }

  /** Show a piece of page; says how it should sound, where it says anything. */
  show(html) {
    const piece = document.createElement("template");
    piece.innerHTML = html;
    this.#place.replaceChildren(piece.content);
    this.#place.hidden = false;
    this.#announce();
    this.#lead();
    return this.#outcome();
  }

  clear() {
    this.#place.replaceChildren();
    this.#announce();
  }

  contains(element) {
    return this.#place.contains(element);
  }

  /** What is on screen stays; above it stands what went wrong and a way to try again. */
  complain(why, again, also = null) {
    this.calm();
    const box = document.createElement("div");
    box.setAttribute("role", "alert");
    box.dataset.problem = why;
    const words = document.createElement("p");
    words.textContent = `⚠ ${say(why)}${also ? ` ${say(also)}` : ""}`;
    const retry = button("retry", "retry");
    retry.addEventListener("click", again, { once: true });
    const giveUp = button("give_up", "nextCustomer");
    giveUp.className = "quiet";
    box.append(words, retry, giveUp);
    this.#place.prepend(box);
    this.#place.hidden = false;
    box.scrollIntoView({ block: "nearest" });
  }

  calm() {
    this.#place.querySelector("[data-problem]")?.remove();
  }

  setBusy(busy) {
    this.#place.setAttribute("aria-busy", String(busy));
    for (const control of this.#place.querySelectorAll("button")) {
      if (busy) control.setAttribute("aria-disabled", "true");
      else control.removeAttribute("aria-disabled");
    }
  }

  #outcome() {
    const said = this.#place.querySelector("[data-outcome]")?.dataset.outcome;
    return KINDS.includes(said) ? said : null;
  }

  /** Other modules of the page (the money field) dress what has just come. */
  #announce() {
    this.#place.dispatchEvent(new CustomEvent("fragment:shown", { bubbles: true }));
  }

  #lead() {
    this.#place.scrollIntoView({ block: "start" });
    this.#place.querySelector("[autofocus]")?.focus({ preventScroll: true });
  }
}

function button(key, name) {
  const made = document.createElement("button");
  made.type = "button";
  made.dataset[name] = "";
  made.textContent = say(key);
  return made;
}
