/** Parts of a page that take longer are fetched once the page stands; without scripts, a link. */

for (const place of document.querySelectorAll("[data-part]")) load(place);

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
