// On a narrow screen the bar scrolls sideways: bring the entry that is open into view.

const bar = document.querySelector(".ways");
const open = bar?.querySelector("[aria-current]");
if (open) bar.scrollLeft = open.offsetLeft - (bar.clientWidth - open.offsetWidth) / 2;
