/** A QR code we know, to find out whether a decoder reads before a customer waits for it. */

export const SAMPLE_TEXT = "TU KIEM TRA";

const ROWS = [
  "1fc37f", "104f41", "175d5d", "17535d", "175f5d", "105941", "1fd57f",
  "001b00", "17cd7c", "16a97b", "0d5a26", "0a902b", "00420c", "0017d6",
  "1fc167", "105bca", "175906", "175108", "1756a0", "104425", "1fdea0",
].map((row) => Number.parseInt(row, 16));
const QUIET = 4;
const MODULE = 8;
const SIDE = (ROWS.length + 2 * QUIET) * MODULE;

export function sampleImage() {
  const image = new ImageData(SIDE, SIDE);
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) {
      const shade = isDark(Math.floor(x / MODULE) - QUIET, Math.floor(y / MODULE) - QUIET) ? 0 : 255;
      image.data.set([shade, shade, shade, 255], (y * SIDE + x) * 4);
    }
  }
  return image;
}

function isDark(column, row) {
  const last = ROWS.length - 1;
  return column >= 0 && column <= last && row >= 0 && row <= last
    && ((ROWS[row] >> (last - column)) & 1) === 1;
}
