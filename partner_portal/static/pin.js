/** The sixth digit of a PIN opens the shift: no button to look for. */

const LENGTH = 6;
const form = document.querySelector("[data-pin-form]");
const field = form?.querySelector("[name=pin]");

field?.addEventListener("input", () => {
  field.value = field.value.replace(/\D/g, "");
  if (field.value.length === LENGTH && form.checkValidity()) form.querySelector("button").click();
});
form?.addEventListener("change", ({ target }) => {
  if (target.type === "radio") field.focus();
});
