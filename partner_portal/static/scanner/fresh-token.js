/** A shift begun anew in another tab has another word against forgery than the page that stayed. */

/** Send a form; where its word is out of date, ask for today's and send it once more. */
export async function withFreshToken(send, body, signal) {
  const response = await send(body);
  if (response.status !== 400 || !body?.has("csrf_token")) return response;
  const token = await tokenOfToday(signal);
  if (!token || token === body.get("csrf_token")) return response;
  body.set("csrf_token", token);
  for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = token;
  return send(body);
}

async function tokenOfToday(signal) {
  const all = { credentials: "same-origin", cache: "no-store", signal };
  const response = await fetch(location.href, all);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const { content } = page.querySelector('meta[name="csrf-token"]') ?? {};
  const own = document.querySelector('meta[name="csrf-token"]');
  if (content && own) own.content = content;
  return content;
}
