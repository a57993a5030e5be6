/** Keeps what the customer pays in sight while a sale is typed, and holds it until that is known. */

const PAUSE = 200;
const PATIENCE = 6000; // then the server tells the amount when the sale is sent
const AMOUNTS = /^(offer|list_price|price_after|worth|already|paid|quantity|group_size|bought_at|(group|left)-.+)$/;
const asking = new WeakMap(); // form → the question under way: its timer, and what ends it

dress(document);
document.addEventListener("fragment:shown", ({ target }) => dress(target));
document.addEventListener("input", ({ target }) => follow(target.form));
document.addEventListener("change", lead);
document.addEventListener("keydown", halt);
addEventListener("submit", hold, { capture: true });

function dress(place) {
  for (const form of place.querySelectorAll("form[data-sale]")) {
    const button = form.querySelector("[data-ready]");
    button.textContent = button.dataset.ready;
    showNeeded(form);
    if (isEnough(form) && !form.querySelector("[name=seen]")) follow(form);
  }
}

/** Something was typed: what stood there is no longer true, and is asked again after a moment. */
function follow(form) {
  if (!form?.matches("[data-sale]")) return;
  showNeeded(form);
  form.querySelector("[name=seen]")?.remove();
  quoteOf(form).setAttribute("aria-busy", "true");
  clearTimeout(asking.get(form)?.timer);
  const ask = () => answer(form);
  asking.set(form, { ask, timer: setTimeout(ask, PAUSE) });
}

async function answer(form) {
  const mine = asking.get(form);
  clearTimeout(mine?.timer);
  const html = isEnough(form) ? await fetched(form) : "";
  if (asking.get(form) !== mine) return; // typed on meanwhile
  asking.delete(form);
  quoteOf(form).innerHTML = html;
  quoteOf(form).removeAttribute("aria-busy");
}

async function fetched(form) {
  try {
    const url = `${form.dataset.quoteUrl}?${new URLSearchParams(amounts(form))}`;
    const signal = AbortSignal.timeout?.(PATIENCE);
    const response = await fetch(url, { headers: { "X-Fragment": "1" }, cache: "no-store", signal });
    return response.ok || response.status === 422 ? await response.text() : "";
  } catch {
    return ""; // without a network the server answers when the sale is sent
  }
}

/** Enter only says that the typing is over: the amount is shown, and the next Enter records. */
async function halt(event) {
  const form = event.target.form;
  if (event.key !== "Enter" || !form?.matches("[data-sale]")) return;
  if (!event.target.matches("input")) return;
  event.preventDefault();
  await asking.get(form)?.ask();
  form.querySelector("[data-ready]").focus();
}

/** A sale sent before its amount was shown waits for the amount, and then goes by itself. */
async function hold(event) {
  const form = event.target;
  if (!asking.has(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  while (asking.has(form)) await asking.get(form).ask();
  form.ariaBusy = null;
  (event.submitter ?? form.querySelector("[data-ready]")).click();
}

function amounts(form) {
  return [...new FormData(form)].filter(([name, value]) => AMOUNTS.test(name) && value);
}

/** Whoever taps an offer types its price next; whoever goes through offers by keys goes on. */
function lead({ target }) {
  if (!target.matches("[data-sale] [type=radio][name=offer]:not(:focus-visible)")) return;
  const form = target.form;
  const first = [...form.querySelectorAll("[data-money]")].find((field) => field.checkVisibility?.());
  if (!isEnough(form)) first?.focus();
}

/** Something can be said of an amount, and of what costs nothing or has an agreed worth. */
function isEnough(form) {
  const offer = new FormData(form).get("offer");
  if (form.dataset.withoutAmount?.split(" ").includes(offer)) return true;
  return amounts(form).some(([name]) => name === "list_price" || name === "worth");
}

/** Only what the chosen offer asks for is there to be typed, and is sent; before, what all ask for. */
function showNeeded(form) {
  const chosen = new FormData(form).get("offer");
  const all = [...form.querySelectorAll("[name=offer]")].map(({ value }) => value);
  const wanted = chosen ? [chosen] : all;
  for (const field of form.querySelectorAll("[data-needed-by]")) {
    const needing = field.dataset.neededBy.split(" ");
    field.hidden = !wanted.every((offer) => needing.includes(offer));
    for (const each of field.querySelectorAll("input")) each.disabled = field.hidden;
  }
}

function quoteOf(form) {
  return form.querySelector("[data-quote]");
}
