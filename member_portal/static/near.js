// Places by distance, worked out here: where somebody is never leaves the phone.
const box = document.querySelector("[data-near]");
const said = document.querySelector("[data-near-said]");
const list = document.querySelector("[data-near-list]");
const { offers, outlets } = JSON.parse(document.getElementById("places").textContent);
const MOST = 30;
const EARTH = 6371000;
const say = box.dataset;

const radians = (degrees) => (degrees * Math.PI) / 180;

function metres([lat1, lng1], [lat2, lng2]) {
  const up = Math.sin(radians(lat2 - lat1) / 2) ** 2;
  const along = Math.sin(radians(lng2 - lng1) / 2) ** 2;
  const part = up + Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * along;
  return 2 * EARTH * Math.asin(Math.sqrt(part));
}

function inWords(distance) {
  const language = document.documentElement.lang;
  const isNear = distance < 950;
  const number = isNear ? Math.max(50, Math.round(distance / 50) * 50) : distance / 1000;
  const digits = { maximumFractionDigits: isNear || number >= 10 ? 0 : 1 };
  return `${number.toLocaleString(language, digits)} ${isNear ? "m" : "km"}`;
}

function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");
}

function element(name, text, attributes = {}) {
  const made = Object.assign(document.createElement(name), attributes);
  made.textContent = text;
  return made;
}

function panel([name, address, lat, lng, numbers], distance) {
  const item = element("li", "", { className: "panel offer" });
  const far = say.distance.replace("{distance}", inWords(distance));
  item.append(element("p", far, { className: "eyebrow" }), element("h3", name));
  if (address) item.append(element("p", address, { className: "muted" }));
  const links = element("ul", "");
  for (const number of numbers.slice(0, 5)) {
    const line = element("li", "");
    line.append(element("a", offers[number][0], { href: offers[number][1] }));
    links.append(line);
  }
  const href = `https://www.google.com/maps/search/?api=1&query=${lat},${lng}`;
  item.append(links, element("a", say.map, { href, rel: "noreferrer external" }));
  return item;
}

function show(here, words) {
  const near = outlets
    .map((outlet) => [metres(here, [outlet[2], outlet[3]]), outlet])
    .sort(([one], [other]) => one - other)
    .slice(0, MOST);
  list.replaceChildren(...near.map(([distance, outlet]) => panel(outlet, distance)));
  said.textContent = words;
}

function around(place) {
  const words = folded(place).split(/\s+/).filter(Boolean);
  const there = outlets.filter((outlet) => {
    const text = folded(`${outlet[1]} ${outlet[0]}`);
    return words.every((word) => text.includes(word));
  });
  if (!words.length || !there.length) {
    list.replaceChildren();
    said.textContent = say.unknown.replace("{place}", place);
    return;
  }
  const middle = (at) => there.reduce((sum, outlet) => sum + outlet[at], 0) / there.length;
  show([middle(2), middle(3)], say.around.replace("{place}", place));
}

const locate = box.querySelector("[data-locate]");
if ("geolocation" in navigator && window.isSecureContext) {
  locate.hidden = false;
  locate.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => show([coords.latitude, coords.longitude], say.found),
      () => { said.textContent = say.refused; },
      { maximumAge: 300000, timeout: 15000 },
    );
  });
}

box.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  around(event.target.elements.tim.value.trim());
});
