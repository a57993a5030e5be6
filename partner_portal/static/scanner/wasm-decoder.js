/** A decoder that lives in a worker; one frame at a time. */
import { pixels } from "./pixels.js";

const PATIENCE = 30000;

export async function openWasmDecoder({ workerUrl, wasmUrl }) {
  const worker = new Worker(workerUrl, { type: "module" });
  try {
    // A module worker resolves addresses against itself, the page's are against the page.
    const opened = await ask(worker, { wasmUrl: new URL(wasmUrl, document.baseURI).href });
    if (!opened.ready) throw new Error(opened.why ?? "the sample was not read");
    return new WasmDecoder(worker, opened.takesBitmaps);
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

class WasmDecoder {
  kind = "wasm";
  #worker;
  #takesBitmaps;
  #canvas = document.createElement("canvas");
  #number = 0;

  constructor(worker, takesBitmaps) {
    this.#worker = worker;
    this.#takesBitmaps = takesBitmaps;
  }

  async read(video) {
    this.#number += 1;
    const part = partOf(video, this.#number);
    const image = this.#takesBitmaps
      ? await createImageBitmap(video, ...part)
      : pixels(this.#canvas, video, part);
    const transfer = [image instanceof ImageData ? image.data.buffer : image];
    const message = { number: this.#number, image };
    const answer = await ask(this.#worker, message, transfer);
    return answer.number === this.#number ? answer.text : null;
  }
}

/** The square in the middle, where a card is held, and the whole picture by turns. */
function partOf({ videoWidth: width, videoHeight: height }, turn) {
  if (turn % 2 === 0) return [0, 0, width, height];
  const side = Math.min(width, height);
  return [(width - side) / 2, (height - side) / 2, side, side];
}

function ask(worker, message, transfer = []) {
  return new Promise((resolve, reject) => {
    const settle = (act) => (value) => {
      clearTimeout(timer);
      worker.onmessage = worker.onerror = null;
      act(value);
    };
    const timer = setTimeout(settle(reject), PATIENCE, new Error("the decoder is silent"));
    worker.onmessage = settle(({ data }) => resolve(data));
    worker.onerror = settle((event) => reject(new Error(event.message ?? "the worker failed")));
    worker.postMessage(message, transfer);
  });
}
