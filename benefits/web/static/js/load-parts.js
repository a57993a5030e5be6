/**
 * Parts of a page that take longer are fetched once the page stands and they come near the window:
 * one after another, so that the first is there the sooner. Without scripts, a link.
 */

const near = new IntersectionObserver(come, { rootMargin: "0px 0px 50% 0px" });
const waiting = [];
let isLoading = false;

for (const place of document.querySelectorAll("[data-part]")) near.observe(place);

function come(seen) {
  for (const { target, isIntersecting } of seen) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    waiting.push(target);
  }
  if (!isLoading) loadNext();
}

async function loadNext() {
  const place = waiting.shift();
  isLoading = Boolean(place);
  if (!place) return;
  await load(place);
  // What has come may have pushed the next ones out of sight: they are looked at anew.
  for (const each of waiting.splice(0)) near.observe(each);
  isLoading = false;
}

async function load(place) {
  place.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(place.dataset.part, { headers: { "X-Fragment": "1" } });
    if (!response.ok) return;
    const part = new DOMParser().parseFromString(await response.text(), "text/html");
    const body = part.querySelector("[data-body]");
    if (body) place.replaceChildren(document.adoptNode(body));
  } catch {
    // offline: the link stays
  } finally {
    place.removeAttribute("aria-busy");
  }
}
