/** Draws a part of a picture on a canvas that is kept, and reads it back. */
export function pixels(canvas, picture, [left, top, width, height]) {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(picture, left, top, width, height, 0, 0, width, height);
  return pen.getImageData(0, 0, width, height);
}
