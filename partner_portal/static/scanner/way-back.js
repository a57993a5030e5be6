/** The phone's own step back leads from an answer to the camera, not out of the page with a sale. */

export class WayBack {
  #leave;
  #isOwnStep = false;

  constructor(leave) {
    this.#leave = leave;
    addEventListener("popstate", () => {
      if (place() === "camera" && !this.#isOwnStep) leave();
      this.#isOwnStep = false;
    });
  }

  /** An answer is shown: the camera is one step behind it. A step to a heading leads to neither. */
  enter() {
    if (place() === "answer") return;
    history.replaceState({ place: "camera" }, "");
    history.pushState({ place: "answer" }, "");
  }

  /** Go on by a button: at once, and a step back as well, so that steps do not pile up. */
  leave() {
    this.#leave();
    if (place() !== "answer") return;
    this.#isOwnStep = true;
    history.back();
  }
}

function place() {
  return history.state?.place;
}
