/** Taking a photo instead of scanning: the page's own file field, or one made here. */
import { say } from "./words.js";

export function wirePhoto(root, taken) {
  const field = root.querySelector("form[data-photo] input[type=file]") ?? photoField(root);
  field.addEventListener("change", () => {
    const [file] = field.files;
    field.value = ""; // so that the same photo may be chosen again
    if (file) taken(file);
  });
}

function photoField(root) {
  const field = document.createElement("input");
  Object.assign(field, { type: "file", accept: "image/*", hidden: true });
  field.setAttribute("capture", "environment");
  const button = document.createElement("button");
  Object.assign(button, { type: "button", textContent: say("photo") });
  button.dataset.photoButton = "";
  button.addEventListener("click", () => field.click());
  (root.querySelector("[data-controls]") ?? root).append(button, field);
  return field;
}
