/** Reads QR codes off the main thread, with a wasm file that our own server sends. */
import { BarcodeDetector, prepareZXingModule } from "../vendor/barcode-detector/ponyfill.js";
import { pixels } from "./pixels.js";
import { SAMPLE_TEXT, sampleImage } from "./sample.js";

let detector;
let canvas = null; // Safari before 16.4 has none in workers; then pixels are sent

addEventListener("message", async ({ data }) => {
  postMessage(data.wasmUrl ? await open(data.wasmUrl) : await read(data));
});

async function open(wasmUrl) {
  try {
    await prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true });
    detector = new BarcodeDetector({ formats: ["qr_code"] });
    const text = await textIn(sampleImage());
    return { ready: text === SAMPLE_TEXT, takesBitmaps: canDraw() };
  } catch (error) {
    return { ready: false, why: String(error) };
  }
}

async function read({ number, image }) {
  try {
    return { number, text: await textIn(image instanceof ImageData ? image : drawn(image)) };
  } catch {
    return { number, text: null };
  } finally {
    image.close?.();
  }
}

async function textIn(image) {
  return (await detector.detect(image))[0]?.rawValue ?? null;
}

function drawn(bitmap) {
  return pixels(canvas, bitmap, [0, 0, bitmap.width, bitmap.height]);
}

function canDraw() {
  try {
    canvas = new OffscreenCanvas(1, 1);
    return canvas.getContext("2d", { willReadFrequently: true }) !== null;
  } catch {
    return false;
  }
}
