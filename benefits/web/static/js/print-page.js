/** A button that prints the page; without scripts the browser's own menu does it. */

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => print());
}
