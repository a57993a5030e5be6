/**
 * A sale on a page of its own is sent as the scanner's page sends it: without a network what was
 * typed stays where it is, with a word about it and a way to try again.
 */
import { Answer } from "./scanner/answer.js";
import { tokenFrom } from "./scanner/codes.js";
import { Counter } from "./scanner/counter.js";
import { allowSound } from "./scanner/feedback.js";
import { Status } from "./scanner/status.js";

const place = document.querySelector("[data-alone]");
const noCamera = { rest() {}, wake() {} };
if (place) open();

function open() {
  const answer = new Answer(place);
  const status = new Status(document.querySelector("[data-status]"));
  const counter = new Counter({ verifyUrl: place.dataset.verifyUrl }, answer, status, noCamera);
  // so that to load this page again shows what is on it, and never the sale once more
  counter.whenShown((url) => url && history.replaceState(null, "", url));
  document.addEventListener("click", allowSound);
  document.addEventListener("click", ({ target }) => {
    if (target.closest("button[data-next-customer]")) location.assign(place.dataset.scannerUrl);
  });
  document.addEventListener("submit", (event) => {
    if (!answer.contains(event.target)) return;
    event.preventDefault();
    counter.send(event.target, event.submitter);
  }, { capture: true });
  document.addEventListener("card:scanned", (event) => {
    const token = tokenFrom(event.detail);
    if (!token) return;
    event.preventDefault();
    counter.card(token);
  });
}
