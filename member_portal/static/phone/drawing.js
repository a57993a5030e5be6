/** Draws a code as large as its room allows: whole pixels a module, dark on white, a quiet zone. */
import { correction, generate, mode } from "../vendor/lean-qr/index.js";

const QUIET = 4;

export function draw(canvas, text, room) {
  const code = generate(mode.alphaNumeric(text), {
    minCorrectionLevel: correction.M,
    maxCorrectionLevel: correction.M,
  });
  const modules = code.size + 2 * QUIET;
  const density = window.devicePixelRatio || 1;
  const side = Math.max(1, Math.floor((room * density) / modules));
  canvas.width = canvas.height = side * modules;
  canvas.style.width = canvas.style.height = `${canvas.width / density}px`;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (code.get(x, y)) pen.fillRect((x + QUIET) * side, (y + QUIET) * side, side, side);
    }
  }
}
