// On a narrow screen the bar scrolls sideways: bring the entry that is open into view.

const bar = document.querySelector(".ways");
const open = bar?.querySelector("[aria-current]");
// Once more when the font has come, in which words have their own widths.
if (open) bring().then(() => document.fonts.ready).then(bring);

/** Waits to be told where things stand: asking here and now would have the page laid out twice. */
function bring() {
  return new Promise((brought) => {
    const told = ([{ boundingClientRect: entry, rootBounds: seen }], observer) => {
      observer.disconnect();
      if (seen) bar.scrollLeft += entry.left + entry.width / 2 - (seen.left + seen.width / 2);
      brought();
    };
    new IntersectionObserver(told, { root: bar }).observe(open);
  });
}
