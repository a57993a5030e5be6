/** A form as the request the browser itself would make of it. */

export function requestOf(form, submitter) {
  const method = attributeOf("method", form, submitter)?.toUpperCase() ?? "GET";
  const address = attributeOf("action", form, submitter);
  const url = new URL(address || location.href, document.baseURI);
  const entries = entriesOf(form, submitter);
  if (method === "GET") {
    url.search = new URLSearchParams([...entries]).toString();
    return [url.href, { method }];
  }
  const isMultipart = attributeOf("enctype", form, submitter) === "multipart/form-data";
  const body = isMultipart ? entries : new URLSearchParams([...entries]);
  return [url.href, { method, body }];
}

/** A button may overrule its form. (A field called "action" would hide the form's property.) */
function attributeOf(name, form, submitter) {
  return submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name);
}

function entriesOf(form, submitter) {
  const entries = new FormData(form);
  if (submitter?.name) entries.append(submitter.name, submitter.value);
  return entries;
}
