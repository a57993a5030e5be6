/**
 * Tells a hardware scanner from a person: it types faster than anybody, and most end with Enter.
 * What it types while a sale is open is no price and no number of pieces; while a receipt or a
 * refusal is shown it is the next customer, or that answer would be taken for theirs. Another module
 * may take it over (`card:scanned`); else a card is looked at, and for anything else a word is said.
 */
import { looksLikeAddress, tokenFrom } from "./scanner/codes.js";

const LONGEST_PAUSE = 60; // ms between two keys of a scanner
const SLOWEST = 250; // ms, of one without a cable: enough once letters stand where money does
const LEAST = 8; // characters: the shortest code on goods
const SETTLED = 120; // ms after the last key of a scanner that sends no Enter
const REPEATED = 3000; // ms in which a card that still lies there is no other customer
const PLACES = ["form[data-sale]", "article[data-card-url]", "[data-scanner]"];

let burst = null; // what is being typed at such a speed: { text, at, field, before, timer }
let latest = { token: null, at: -Infinity };

addEventListener("keydown", follow, { capture: true });
addEventListener("paste", paste, { capture: true });

/** What a scan would be about: the sale, the answer that is shown, or the camera that waits. */
function placeOfScans() {
  return PLACES.map((each) => document.querySelector(each)).find(Boolean);
}

function follow(event) {
  const place = placeOfScans();
  if (!place || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter") return end(event, place);
  if (event.key?.length !== 1) return;
  if (event.repeat) return forget(); // somebody leans on a key
  const { target: field, timeStamp: at } = event;
  clearTimeout(burst?.timer);
  if (!burst || burst.field !== field || at - burst.at > longestPause()) {
    burst = { text: "", field, before: field.value ?? "" };
  }
  burst.text += event.key;
  burst.at = at;
  burst.timer = setTimeout(() => take(place), Math.max(SETTLED, 2 * longestPause()));
}

function forget() {
  clearTimeout(burst?.timer);
  burst = null;
}

function longestPause() {
  return burst.field.matches("[data-money]") && /\D/.test(burst.text) ? SLOWEST : LONGEST_PAUSE;
}

/** A card's address that is pasted where money stands is a card as well. */
function paste(event) {
  const form = event.target.closest?.("form[data-sale]");
  const text = event.clipboardData?.getData("text") ?? "";
  if (!form || !event.target.matches("[data-money]") || !tokenFrom(text)) return;
  event.preventDefault();
  hand(form, text);
}

/** Enter after a scan belongs to the scan: it presses no button and sends no form. */
function end(event, place) {
  if (!burst || event.timeStamp - burst.at > SLOWEST || !isScan(place)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  take(place);
}

function isScan(place) {
  const { text, field } = burst;
  const isElsewhere = field.matches("input, select, textarea") && !place.contains(field);
  return text.length >= LEAST && !isElsewhere;
}

function take(place) {
  if (!burst || !isScan(place)) return;
  const { text, field, before } = burst;
  forget();
  if (field.id === "invoice" && !looksLikeAddress(text)) return; // a bar code on the invoice
  if (field.matches("input:not([type=radio], [type=checkbox])")) {
    field.value = before;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  hand(place, text);
}

function hand(place, text) {
  const token = tokenFrom(text);
  if (token && (token === place.elements?.card?.value || isStillThere(token, place))) return;
  const scanned = new CustomEvent("card:scanned", { detail: text, cancelable: true });
  if (!document.dispatchEvent(scanned)) return;
  if (token) location.assign(place.dataset.cardUrl + token);
  else tell(place);
}

/** A card left under a scanner is no next customer; but where nothing is shown it is asked about. */
function isStillThere(token, place) {
  const now = performance.now();
  const isRepeated = token === latest.token && now - latest.at < REPEATED;
  latest = { token, at: now };
  return isRepeated && place.matches("article");
}

function tell(place) {
  const words = place.querySelector("[data-scanned]") ?? document.createElement("p");
  words.dataset.scanned = "";
  words.className = "notice warn";
  words.setAttribute("role", "alert");
  words.textContent = place.dataset.notACard;
  place.prepend(words);
}
