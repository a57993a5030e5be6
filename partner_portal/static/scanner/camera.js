/** One stream a visit: paused between customers, closed only when the page is hidden. */
import { recall, remember } from "./remembered.js";

const REMEMBERED = "scanner-camera";

export class Camera {
  #video;
  #stream = null;
  #torch = false;
  #opening = 0;

  constructor(video) {
    this.#video = video;
    // iPhones play a picture in the page only when it says so.
    Object.assign(video, { playsInline: true, muted: true, autoplay: true });
  }

  get isOpen() {
    return this.#stream !== null && this.#track.readyState === "live";
  }

  get hasTorch() {
    return Boolean(this.#can.torch);
  }

  get isTorchOn() {
    return this.#torch;
  }

  get deviceId() {
    return this.#track?.getSettings().deviceId ?? "";
  }

  get #track() {
    return this.#stream?.getVideoTracks()[0];
  }

  get #can() {
    return this.#track?.getCapabilities?.() ?? {};
  }

  async open() {
    this.close();
    this.#opening += 1;
    const turn = this.#opening;
    const stream = await streamFrom(recall(REMEMBERED));
    if (turn !== this.#opening) return stopTracks(stream); // closed again while the question stood
    this.#stream = stream;
    this.#video.srcObject = stream;
    if (this.#can.focusMode?.includes("continuous")) await this.#set({ focusMode: "continuous" });
    await this.#video.play();
  }

  prefer(deviceId) {
    remember(REMEMBERED, deviceId);
  }

  pause() {
    if (!this.#stream) return;
    this.#video.pause();
    this.#track.enabled = false;
  }

  async resume() {
    if (!this.isOpen) return this.open();
    this.#track.enabled = true;
    if (this.#torch) await this.#set({ torch: true });
    await this.#video.play();
  }

  close() {
    this.#opening += 1;
    if (this.#stream) stopTracks(this.#stream);
    this.#stream = null;
    this.#torch = false;
    this.#video.srcObject = null;
  }

  async switchTorch() {
    this.#torch = !this.#torch;
    await this.#set({ torch: this.#torch });
  }

  /** A code too near is a blur; twice the size lets the phone be held further away. */
  async zoomIn() {
    const { max = 1 } = this.#can.zoom ?? {};
    if (max > 1) await this.#set({ zoom: Math.min(2, max) });
  }

  async #set(constraint) {
    try {
      await this.#track.applyConstraints({ advanced: [constraint] });
    } catch {
      // A lens may claim what it cannot do; the picture matters more.
    }
  }
}

export async function listCameras() {
  const devices = (await navigator.mediaDevices.enumerateDevices?.()) ?? [];
  return devices.filter(({ kind, deviceId }) => kind === "videoinput" && deviceId);
}

async function streamFrom(deviceId) {
  const size = { width: { ideal: 1920 }, height: { ideal: 1080 } };
  const ask = (video) => navigator.mediaDevices.getUserMedia({ audio: false, video });
  const back = () => ask({ ...size, facingMode: { ideal: "environment" } });
  if (!deviceId) return back();
  try {
    return await ask({ ...size, deviceId: { exact: deviceId } });
  } catch (error) {
    if (error.name === "OverconstrainedError" || error.name === "NotFoundError") return back();
    throw error;
  }
}

function stopTracks(stream) {
  for (const track of stream.getTracks()) track.stop();
}
