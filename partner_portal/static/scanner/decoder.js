/** The first decoder of the ladder that works here: the browser's own, then ours in wasm. */
import { openNativeDecoder } from "./native-decoder.js";
import { openWasmDecoder } from "./wasm-decoder.js";

const ENOUGH_FAILURES = 3;

export async function openDecoder(addresses) {
  const wasm = () => openWasmDecoder(addresses);
  try {
    return new Decoder(await openNativeDecoder(), wasm);
  } catch {
    return new Decoder(await wasm(), wasm);
  }
}

/** Reads frames, and takes the next rung when the present one keeps failing. */
class Decoder {
  #rung;
  #next;
  #failures = 0;

  constructor(rung, next) {
    this.#rung = rung;
    this.#next = next;
  }

  get kind() {
    return this.#rung.kind;
  }

  async read(video) {
    try {
      const text = await this.#rung.read(video);
      this.#failures = 0;
      return text;
    } catch {
      this.#failures += 1;
      if (this.#failures >= ENOUGH_FAILURES) {
        this.#failures = 0;
        this.#rung = await this.#next();
      }
      return null;
    }
  }
}
