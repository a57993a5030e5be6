/** The browser's own decoder, believed only after it has read our sample. */
import { SAMPLE_TEXT, sampleImage } from "./sample.js";

const PATIENCE = 3000;

export async function openNativeDecoder() {
  const detector = new globalThis.BarcodeDetector({ formats: ["qr_code"] });
  const found = await Promise.race([detector.detect(sampleImage()), tooLate()]);
  if (found[0]?.rawValue !== SAMPLE_TEXT) throw new Error("the sample was not read");
  return {
    kind: "native",
    read: async (video) => (await detector.detect(video))[0]?.rawValue ?? null,
  };
}

function tooLate() {
  return new Promise((_, reject) => {
    setTimeout(reject, PATIENCE, new Error("the browser's decoder is silent"));
  });
}
