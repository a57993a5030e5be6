/** The phone's own step back leads from an answer to the camera, not out of the page with a sale. */

export class WayBack {
  #leave;
  #isOwnStep = false;

  constructor(leave) {
    this.#leave = leave;
    addEventListener("popstate", () => {
      if (!isAtAnswer() && !this.#isOwnStep) leave();
      this.#isOwnStep = false;
    });
  }

  /** An answer is shown: the camera is one step behind it. */
  enter() {
    if (!isAtAnswer()) history.pushState({ isAtAnswer: true }, "");
  }

  /** Go on by a button: at once, and a step back as well, so that steps do not pile up. */
  leave() {
    this.#leave();
    if (!isAtAnswer()) return;
    this.#isOwnStep = true;
    history.back();
  }
}

function isAtAnswer() {
  return history.state?.isAtAnswer === true;
}
