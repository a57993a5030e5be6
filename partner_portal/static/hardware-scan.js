/**
 * Tells a hardware scanner from a person: it types faster than anybody, and most end with Enter.
 * What it types while a sale is open is no price and no number of pieces. Another module may take
 * it over (`card:scanned`); else a card is looked at, and for anything else a word is said.
 */
import { looksLikeAddress, tokenFrom } from "./scanner/codes.js";

const LONGEST_PAUSE = 60; // ms between two keys of a scanner
const SLOWEST = 250; // ms, of one without a cable: enough once letters stand where money does
const LEAST = 8; // characters: the shortest code on goods
const SETTLED = 120; // ms after the last key of a scanner that sends no Enter

let burst = null; // what is being typed at such a speed: { text, at, field, before, timer }

addEventListener("keydown", follow, { capture: true });
addEventListener("paste", paste, { capture: true });

function follow(event) {
  const form = document.querySelector("form[data-sale]");
  if (!form || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter") return end(event, form);
  if (event.key?.length !== 1) return;
  if (event.repeat) return forget(); // somebody leans on a key
  const { target: field, timeStamp: at } = event;
  clearTimeout(burst?.timer);
  if (!burst || burst.field !== field || at - burst.at > longestPause()) {
    burst = { text: "", field, before: field.value ?? "" };
  }
  burst.text += event.key;
  burst.at = at;
  burst.timer = setTimeout(() => take(form), Math.max(SETTLED, 2 * longestPause()));
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
function end(event, form) {
  if (!burst || event.timeStamp - burst.at > SLOWEST || !isScan(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  take(form);
}

function isScan(form) {
  const { text, field } = burst;
  const isElsewhere = field.matches("input, select, textarea") && !form.contains(field);
  return text.length >= LEAST && !isElsewhere;
}

function take(form) {
  if (!burst || !isScan(form)) return;
  const { text, field, before } = burst;
  forget();
  if (field.id === "invoice" && !looksLikeAddress(text)) return; // a bar code on the invoice
  if (field.matches("input:not([type=radio], [type=checkbox])")) {
    field.value = before;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  hand(form, text);
}

function hand(form, text) {
  const token = tokenFrom(text);
  if (token && token === form.elements.card.value) return; // the same card once more
  const scanned = new CustomEvent("card:scanned", { detail: text, cancelable: true });
  if (!document.dispatchEvent(scanned)) return;
  if (token) location.assign(form.dataset.cardUrl + token);
  else tell(form);
}

function tell(form) {
  const words = form.querySelector("[data-scanned]") ?? document.createElement("p");
  words.dataset.scanned = "";
  words.className = "notice warn";
  words.setAttribute("role", "alert");
  words.textContent = form.dataset.notACard;
  form.prepend(words);
}
