/** The camera and its decoder: awake while a card is awaited, at rest while an answer is read. */
import { Camera } from "./camera.js";
import { Controls } from "./controls.js";
import { openDecoder } from "./decoder.js";
import { readFrames } from "./frames.js";
import { whyNoCamera, whyRefused } from "./surroundings.js";

const REVIVALS = 3;

export class Eye {
  #root;
  #status;
  #found;
  #camera;
  #controls;
  #startButton;
  #decoder;
  #watching = new AbortController();
  #isWanted = false;
  #isResting = false;
  #revivals = 0;

  constructor(root, status, found) {
    this.#root = root;
    this.#status = status;
    this.#found = found;
    this.#startButton = root.querySelector("button[data-start]");
    this.#camera = new Camera(root.querySelector("video[data-camera]"));
    this.#controls = new Controls(root, this.#camera);
    this.#controls.whenChosen((deviceId) => this.#change(deviceId));
    const why = whyNoCamera();
    if (why) this.#goBlind(...why);
    else this.#prepare();
  }

  get #video() {
    return this.#root.querySelector("video[data-camera]");
  }

  rest() {
    this.#isResting = true;
    this.#root.dataset.state = "resting";
    this.#watching.abort();
    this.#camera.pause();
  }

  wake() {
    this.#isResting = false;
    this.#root.dataset.state = "awake";
    this.#watch();
  }

  /** The decoder loads while the cashier is still reading: 0.5 MB, once. */
  #prepare() {
    const { workerUrl, wasmUrl } = this.#root.dataset;
    this.#decoder = openDecoder({ workerUrl, wasmUrl });
    this.#decoder.catch(() => this.#goBlind("no_decoder"));
    this.#startButton.hidden = false;
    this.#startButton.addEventListener("click", () => {
      this.#isWanted = true;
      this.#revivals = 0;
      this.#watch();
    });
    document.addEventListener("visibilitychange", () => this.#followPage());
    addEventListener("pagehide", () => this.#camera.close());
    this.#status.rest("ready");
  }

  async #watch() {
    this.#watching.abort();
    if (!this.#isWanted || this.#isResting || document.hidden) return;
    const watching = new AbortController();
    this.#watching = watching;
    this.#startButton.hidden = true;
    this.#status.rest("starting", "busy");
    try {
      await this.#camera.resume();
    } catch (error) {
      if (!watching.signal.aborted) this.#giveUp(...whyRefused(error));
      return;
    }
    if (this.#isResting) this.#camera.pause(); // somebody typed a code while the camera opened
    await this.#read(watching.signal);
  }

  async #read(signal) {
    this.#controls.refresh();
    const decoder = await this.#decoder.catch(() => null);
    if (!decoder || signal.aborted || !this.#camera.isOpen) return;
    this.#root.dataset.decoder = decoder.kind;
    delete this.#root.dataset.blind;
    this.#status.rest("watching");
    await readFrames(this.#video, decoder, signal, {
      found: (text) => this.#found(text),
      unread: () => this.#advise(),
      lost: () => this.#revive(),
    });
  }

  #advise() {
    this.#status.warn("unread", "warning");
    this.#camera.zoomIn();
  }

  #revive() {
    this.#camera.close();
    this.#revivals += 1;
    if (this.#revivals > REVIVALS) this.#giveUp("camera_lost");
    else this.#watch();
  }

  async #change(deviceId) {
    this.#watching.abort();
    this.#camera.close();
    this.#camera.prefer(deviceId);
    await this.#watch();
  }

  #followPage() {
    if (!document.hidden) return this.#watch();
    this.#watching.abort();
    this.#camera.close();
  }

  /** The camera said no; a tap may ask again. */
  #giveUp(key, facts) {
    this.#watching.abort();
    this.#isWanted = false;
    this.#camera.close();
    this.#startButton.hidden = false;
    this.#root.dataset.blind = key;
    this.#status.rest(key, "warning", facts);
  }

  /** There is no camera to be had here: the photo and the code remain. */
  #goBlind(key, facts) {
    this.#giveUp(key, facts);
    this.#startButton.hidden = true;
    this.#video.hidden = true;
  }
}
