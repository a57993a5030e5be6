/** Looks every two seconds whether what a page waits for has come: a phone, a file. */

const OFTEN = 2000;
if (document.querySelector("[data-waiting]")) setTimeout(look, OFTEN);

async function look() {
  try {
    const response = await fetch(location.href, { headers: { "X-Fragment": "1" }, cache: "no-store" });
    if (response.ok && !(await response.text()).includes("data-waiting")) return location.reload();
  } catch {
    // no network just now: the next look may find one
  }
  setTimeout(look, OFTEN);
}
