// On a narrow screen the bar scrolls sideways: bring the entry that is open into view.

const bar = document.querySelector(".ways");
const open = bar?.querySelector("[aria-current]");
// Told where things stand once they do: asking here and now would have the page laid out twice.
if (open) {
  const told = new IntersectionObserver(([{ boundingClientRect: entry, rootBounds: seen }]) => {
    told.disconnect();
    if (seen) bar.scrollLeft += entry.left + entry.width / 2 - (seen.left + seen.width / 2);
  }, { root: bar });
  told.observe(open);
}
