/** The switches beside the picture. Each shows only where this phone can do it. */
import { listCameras } from "./camera.js";
import { allowSound, isQuiet, setQuiet } from "./feedback.js";
import { say } from "./words.js";

export class Controls {
  #camera;
  #torch;
  #cameras;

  constructor(root, camera) {
    this.#camera = camera;
    this.#torch = root.querySelector("button[data-torch]");
    this.#cameras = root.querySelector("select[data-cameras]");
    this.#torch?.addEventListener("click", () => this.#switchTorch());
    wireSound(root);
    this.refresh();
  }

  /** The camera was opened, changed or closed. */
  async refresh() {
    this.#showTorch();
    if (!this.#cameras) return;
    const cameras = this.#camera.isOpen ? await listCameras() : [];
    this.#cameras.hidden = cameras.length < 2;
    this.#cameras.setAttribute("aria-label", say("cameras"));
    this.#cameras.replaceChildren(...cameras.map(optionOf));
    this.#cameras.value = this.#camera.deviceId;
  }

  whenChosen(act) {
    this.#cameras?.addEventListener("change", () => act(this.#cameras.value));
  }

  async #switchTorch() {
    await this.#camera.switchTorch();
    this.#showTorch();
  }

  #showTorch() {
    if (!this.#torch) return;
    this.#torch.hidden = !this.#camera.hasTorch;
    this.#torch.setAttribute("aria-pressed", String(this.#camera.isTorchOn));
    this.#torch.textContent ||= say("torch");
  }
}

function optionOf({ deviceId, label }, index) {
  return new Option(label || say("camera", { number: index + 1 }), deviceId);
}

function wireSound(root) {
  const switched = root.querySelector("button[data-sound]") ?? soundButton(root);
  const show = () => switched.setAttribute("aria-pressed", String(!isQuiet()));
  switched.addEventListener("click", () => {
    setQuiet(!isQuiet());
    allowSound();
    show();
  });
  show();
}

function soundButton(root) {
  const made = document.createElement("button");
  made.type = "button";
  made.dataset.sound = "";
  made.textContent = say("sound");
  (root.querySelector("[data-controls]") ?? root).append(made);
  return made;
}
