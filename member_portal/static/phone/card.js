/** The card on this phone: shows the code of the moment, and fetches those to come. */
import { Asking } from "./asking.js";
import { mayRest, stayAwake } from "./awake.js";
import { Choosing } from "./choosing.js";
import { Clock } from "./clock.js";
import { Face } from "./face.js";
import { offerInstalling } from "./installing.js";
import { keepPage } from "./offline.js";
import { joined } from "./slots.js";
import { isTakenAway, keep, keepTime, read, wipe } from "./store.js";
import { say } from "./words.js";

const A_SECOND = 1000;
const OFTEN = 5 * 60 * A_SECOND;
const SOON = 30 * A_SECOND;
const SEEN_ANEW = 60 * A_SECOND;
const BEFORE_ASKING = 3 * A_SECOND;

const root = document.querySelector("[data-phone]");
if (root) open(root);

function open(page) {
  const face = new Face(page);
  let kept = read();
  const clock = new Clock(kept ?? {});
  const choosing = new Choosing(page.querySelector("[data-choosing]"), choose);
  const asking = new Asking(page.dataset.codes, clock);
  let remarks = {};
  let next = Infinity;
  let patience = performance.now() + BEFORE_ASKING; // the server may answer before anybody else
  let holder = {}; // whose card is asked for: an answer that was on its way to another is none

  function tick() {
    if (document.hidden) return;
    const hasJumped = clock.look();
    if (kept) show();
    if ((kept && hasJumped) || performance.now() >= next) bring();
  }

  function show() {
    if (clock.isSure && isNews()) keepClock(clock.now());
    const mayAsk = !navigator.onLine || performance.now() >= patience;
    const isCode = face.show(kept, clock, mayAsk);
    choosing.show(clock, kept, mayAsk && !clock.isSure);
    return isCode;
  }

  function isNews() {
    return clock.now() > kept.seen + SEEN_ANEW || Math.abs(clock.offset - kept.offset) > A_SECOND;
  }

  function keepClock(seen) {
    kept = { ...kept, seen, offset: clock.offset, chosen: clock.chosen };
    keepTime(kept);
  }

  function choose(offset) {
    clock.choose(offset);
    keepClock(kept.seen);
    show();
  }

  function remark(about, text) {
    remarks = { ...remarks, [about]: text };
    face.remark(Object.values(remarks).filter(Boolean).join(" "));
  }

  function take(answer) {
    remark("ending", answer.ending);
    if (answer.state === "good") return takeCodes(answer);
    wipe();
    kept = null;
    page.dataset.again = String(answer.again);
    face.say("stopped", answer.status, answer.sentence);
    mayRest();
    return null;
  }

  function takeCodes({ card, address, ...answer }) {
    // by the server's time: codes let go by a clock that was just set would not come again
    const codes = joined(kept, answer, answer.time);
    kept = { ...codes, card, address, offset: clock.offset, seen: answer.time };
    remark("keeping", keep(kept) ? "" : say("not_kept"));
    show();
    stayAwake();
    return kept;
  }

  /** The card was removed in another page of this browser: its codes are no good any more. */
  function letGo() {
    if (!isTakenAway()) return;
    wipe();
    kept = null;
    holder = {};
    page.dataset.state = "loading";
    remark("network", "");
    mayRest();
    bring();
  }

  async function bring() {
    next = performance.now() + OFTEN;
    const asked = holder;
    const outcome = await asking.bring(kept, (answer) => {
      letGo();
      return asked === holder ? take(answer) : kept;
    });
    if (outcome === null) return;
    if (asked !== holder) return bring();
    page.dataset.network = outcome;
    patience = 0;
    if (outcome === "stopped") next = Infinity;
    else tell(outcome);
  }

  /** Say what the last try to reach the server means for whoever holds the phone. */
  function tell(outcome) {
    if (outcome === "no-network") next = performance.now() + SOON;
    letGo();
    if (!kept) return face.say(outcome, say(`${outcome}_status`), say(`${outcome}_sentence`));
    const isUseful = show() || outcome === "signed-out";
    remark("network", isUseful ? say(outcome) : "");
  }

  function wake() {
    if (document.hidden) {
      face.hideTypedCode();
      return clock.rest();
    }
    letGo();
    if (kept) stayAwake();
    patience = performance.now() + BEFORE_ASKING;
    tick();
    bring();
  }

  page.querySelector("[data-remove]").addEventListener("click", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    remark("removing", say("remove_offline"));
  });
  offerInstalling(page.querySelector("[data-install]"));
  setInterval(tick, A_SECOND);
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("pageshow", (event) => event.persisted && wake());
  window.addEventListener("storage", letGo);
  window.addEventListener("online", bring);
  window.addEventListener("resize", () => {
    face.redraw();
    tick();
  });
  wake();
  keepPage(page.dataset.worker, page.dataset.scope).then((isKept) => {
    if (!isKept) remark("worker", say("no_worker"));
  });
}
