/** The counter's page: it stays open from one customer to the next. */
import { Answer } from "./answer.js";
import { Counter } from "./counter.js";
import { Eye } from "./eye.js";
import { allowSound } from "./feedback.js";
import { wirePhoto } from "./photo-button.js";
import { Status } from "./status.js";
import { TypedCode } from "./typed.js";
import { WayBack } from "./way-back.js";

const root = document.querySelector("[data-scanner]");
if (root) open();

function open() {
  const status = new Status(root.querySelector("[data-status]"));
  const answer = new Answer(document.getElementById("answer"));
  const eye = new Eye(root, status, (text) => counter.seen(text));
  const counter = new Counter(root.dataset, answer, status, eye);
  const typed = new TypedCode(document.querySelector("form[data-typed-code]"), counter);
  const back = new WayBack(() => counter.next());
  counter.whenShown(() => back.enter());
  counter.whenFree(() => {
    root.scrollIntoView({ block: "start" });
    typed.await();
  });
  wirePhoto(root, (file) => counter.photo(file));
  document.addEventListener("click", allowSound);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-next-customer]")) return;
    event.preventDefault();
    back.leave();
  });
  // Before other modules of the page see it: a form that is fetched may be sent again.
  document.addEventListener("submit", (event) => {
    if (!answer.contains(event.target)) return;
    event.preventDefault();
    counter.send(event.target, event.submitter);
  }, { capture: true });
  typed.await();
}
