/** A double tap sends a form once. */

// This page answers a form that could not be taken: to come back to it is to ask for the form anew,
// not to be told by the browser that the page is gone.
if ("byForm" in document.documentElement.dataset) history.replaceState(history.state, "");

const LONG_ENOUGH = 5000; // a form that brings a file never leaves its page: it may be sent again
const sending = new WeakSet();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !isPost(form)) return;
  if (sending.has(form)) {
    event.preventDefault();
    return;
  }
  mark(form, true);
  setTimeout(mark, LONG_ENOUGH, form, false);
});

// Back in the history: the page wakes as it was left, its forms ready again.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) for (const form of document.forms) mark(form, false);
});

function isPost(form) {
  return form.getAttribute("method")?.toLowerCase() === "post";
}

function mark(form, isSending) {
  if (isSending) sending.add(form);
  else sending.delete(form);
  form.setAttribute("aria-busy", String(isSending));
}
