/** One customer at a time: ask about a card, send a form, show what comes back, and go on. */
import { ask } from "./asking.js";
import { isLetter, Repeats, tokenFrom } from "./codes.js";
import { signal } from "./feedback.js";
import { tokenInPhoto } from "./photo.js";
import { requestOf } from "./sending.js";

export class Counter {
  #urls;
  #answer;
  #status;
  #eye;
  #isBusy = false;
  #repeats = new Repeats();
  #whenFree = () => {};
  #whenShown = () => {};

  constructor(urls, answer, status, eye) {
    this.#urls = urls;
    this.#answer = answer;
    this.#status = status;
    this.#eye = eye;
  }

  whenFree(act) {
    this.#whenFree = act;
  }

  /** Called with the address of a page of its own that an answer led to, where it led to one. */
  whenShown(act) {
    this.#whenShown = act;
  }

  /** The camera read something. */
  seen(text) {
    if (this.#isBusy || this.#repeats.isRepeat(text)) return;
    const token = tokenFrom(text);
    if (token) this.card(token);
    else this.refuse(isLetter(text) ? "letter" : "not_ours");
  }

  /** Refused here, without asking the server. */
  refuse(why) {
    this.#status.warn(why);
    signal("bad");
  }

  card(token) {
    return this.#run(() => ask(this.#urls.verifyUrl + token), "checking", "good");
  }

  send(form, submitter) {
    const [url, options] = requestOf(form, submitter);
    // A sale whose answer got lost may have been recorded: nobody here can tell.
    const also = form.matches("[data-sale]") ? "unsure" : null;
    return this.#run(async () => ({ also, ...(await ask(url, options)) }), "sending", null);
  }

  photo(file) {
    return this.#run(() => tokenInPhoto(file, this.#urls.photoUrl), "photo_reading");
  }

  next() {
    this.#answer.clear();
    this.#repeats.again();
    this.#status.relax();
    this.#eye.wake();
    this.#whenFree();
  }

  /** Ask once; while the answer is awaited nothing else is asked. */
  async #run(question, word, usualSound) {
    if (this.#isBusy) return;
    this.#setBusy(true);
    this.#eye.rest();
    this.#answer.calm();
    this.#status.say(word);
    const result = await question();
    this.#setBusy(false);
    this.#take(result, usualSound, () => this.#run(question, word, usualSound));
  }

  #setBusy(isBusy) {
    this.#isBusy = isBusy;
    this.#answer.setBusy(isBusy);
  }

  #take(result, usualSound, again) {
    if (result.kind === "token") this.card(result.token);
    if (result.kind === "unread") this.#unread(result.why);
    if (result.kind === "elsewhere") location.assign(result.url);
    if (result.kind === "trouble") this.#complain(result, again);
    if (result.kind === "fragment") {
      const outcome = this.#answer.show(result.html) ?? (result.ok ? usualSound : "bad");
      this.#status.say("answered", outcome ?? "calm");
      signal(outcome);
      this.#whenShown(result.url);
    }
  }

  #unread(why) {
    this.refuse(why);
    this.#eye.wake();
  }

  /** Said once, beside what was typed: the line above rests meanwhile. */
  #complain({ why, also }, again) {
    this.#status.relax();
    this.#answer.complain(why, again, also);
    signal("bad");
  }
}
