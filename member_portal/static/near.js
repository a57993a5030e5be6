// Places by distance, worked out here: where somebody is never leaves the phone.
import { middle, named, nearest, ofKind, unmeasured } from "./places.js";

const box = document.querySelector("[data-near]");
const said = document.querySelector("[data-near-said]");
const list = document.querySelector("[data-near-list]");
const rest = document.querySelector("[data-near-rest]");
const nothing = document.querySelector("[data-near-nothing]");
const all = JSON.parse(document.getElementById("places").textContent);
const MOST = 30;
const say = box.dataset;
const form = box.querySelector("form");
const kind = form.elements.loai;
let again = () => undefined; // what was asked last, for when another kind is chosen

function inWords(distance) {
  const language = document.documentElement.lang;
  const isNear = distance < 950;
  const number = isNear ? Math.max(50, Math.round(distance / 50) * 50) : distance / 1000;
  const digits = { maximumFractionDigits: isNear || number >= 10 ? 0 : 1 };
  return `${number.toLocaleString(language, digits)} ${isNear ? "m" : "km"}`;
}

function element(name, text, attributes = {}) {
  const made = Object.assign(document.createElement(name), attributes);
  made.textContent = text;
  return made;
}

function panel({ name, address, at, distance, offers }) {
  const item = element("li", "", { className: "panel offer" });
  const far = distance === undefined ? "" : say.distance.replace("{distance}", inWords(distance));
  if (far) item.append(element("p", far, { className: "eyebrow" }));
  item.append(element("h3", name));
  if (address) item.append(element("p", address, { className: "muted" }));
  const links = element("ul", "");
  for (const [title, href] of offers.slice(0, 5)) {
    const line = element("li", "");
    line.append(element("a", title, { href }));
    links.append(line);
  }
  item.append(links);
  const where = at ? at.join(",") : encodeURIComponent(address);
  const href = `https://www.google.com/maps/search/?api=1&query=${where}`;
  if (where) item.append(element("a", say.map, { href, rel: "noreferrer external" }));
  return item;
}

/** Those that can be measured from here, the nearest first, and below them those that cannot. */
function show(outlets, here, others, words) {
  const measured = here ? nearest(outlets, here).slice(0, MOST) : [];
  list.replaceChildren(...measured.map(panel));
  rest.hidden = !others.length;
  rest.open = !measured.length;
  rest.querySelector("summary").textContent = say.unmeasured.replace("{count}", others.length);
  rest.querySelector("ul").replaceChildren(...others.slice(0, MOST).map(panel));
  nothing.hidden = true;
  said.textContent = words;
}

function showNothing(words, search) {
  show([], null, [], words);
  nothing.querySelector("a").href = `${form.action}?${new URLSearchParams({ tim: search, loai: kind.value })}`;
  nothing.hidden = false;
}

function around(place) {
  const outlets = ofKind(all, kind.value);
  const there = named(outlets, place);
  if (!there.length) return showNothing(say.unknown.replace("{place}", place), place);
  const centre = middle(there);
  const words = centre ? say.around : say.addressed;
  show(outlets, centre, unmeasured(there), words.replace("{place}", place));
}

function fromHere({ coords }) {
  again = () => {
    const outlets = ofKind(all, kind.value);
    if (!outlets.length) return showNothing(say.none, "");
    show(outlets, [coords.latitude, coords.longitude], unmeasured(outlets), say.found);
  };
  again();
}

const locate = box.querySelector("[data-locate]");
if ("geolocation" in navigator && window.isSecureContext) {
  locate.hidden = false;
  locate.addEventListener("click", () => {
    said.textContent = say.locating; // a phone indoors takes its time
    navigator.geolocation.getCurrentPosition(
      fromHere,
      () => { said.textContent = say.refused; },
      { maximumAge: 300000, timeout: 15000 },
    );
  });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const place = form.elements.tim.value.trim();
  again = () => around(place);
  again();
});
kind.addEventListener("change", () => again());
