/* Keeps the card's page for when there is no network: that page, what it is made of, nothing else.
   Before this stands what the server knows: CARD, the page; FILES, what it is made of; MORE, what
   it can do without; VERSION, which changes with any of them. */
/* global CARD, FILES, MORE, VERSION */

const OURS = "the-dien-thoai-";
const CACHE = OURS + VERSION;
const HOME = CARD.slice(0, CARD.lastIndexOf("/") + 1);
const PATIENCE = 5000; // a queue stands behind whoever opens the card

self.addEventListener("install", (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(cleanUp().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, address));
  else if (isFile(address)) event.respondWith(file(request, address));
});

async function fill() {
  const cache = await caches.open(CACHE);
  const fresh = (path) => new Request(path, { cache: "reload" });
  await cache.addAll([CARD, ...FILES].map(fresh));
  await Promise.allSettled(MORE.map((path) => cache.add(fresh(path))));
}

async function cleanUp() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** The card comes at once, from here; any other page from the network, and the card without one. */
async function page(request, address) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(CARD);
  if (address.pathname === CARD) return kept ?? fetch(request);
  if (!kept) return fetch(request);
  const asked = fetch(request).catch(() => Response.redirect(CARD));
  return isOpenedForTheCard(request, address) ? Promise.race([asked, later()]) : asked;
}

/** Tells of the way in, opened from nowhere: whoever came by a link of ours wants that page. */
function isOpenedForTheCard(request, address) {
  return address.pathname === HOME && !request.referrer.startsWith(self.location.origin);
}

/** The card, once a network that has a signal and brings nothing has been waited for. */
function later() {
  return new Promise((show) => setTimeout(() => show(Response.redirect(CARD)), PATIENCE));
}

async function file(request, address) {
  const cache = await caches.open(CACHE);
  return (await cache.match(address.pathname + address.search)) ?? fetch(request);
}

function isFile(address) {
  const path = address.pathname + address.search;
  return FILES.includes(path) || MORE.includes(path);
}
