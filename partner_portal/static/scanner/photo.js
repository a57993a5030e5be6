/** A photo of a card, made small enough for a bad network and read by the server. */
import { trouble } from "./asking.js";
import { withFreshToken } from "./fresh-token.js";

const LONGEST = 1600;
const PATIENCE = 30000;

/** A token, null where no code could be read, or trouble. */
export async function tokenInPhoto(file, url) {
  const entries = new FormData();
  entries.append("photo", await shrunk(file), "photo.jpg");
  const forgery = csrfToken();
  if (forgery) entries.append("csrf_token", forgery);
  try {
    const headers = { Accept: "application/json", "X-Fragment": "1" };
    const signal = AbortSignal.timeout?.(PATIENCE);
    const all = { method: "POST", credentials: "same-origin", headers, signal };
    const send = (body) => fetch(url, { ...all, body });
    return await answerOf(await withFreshToken(send, entries, signal));
  } catch (error) {
    return trouble(error.name === "TimeoutError" ? "slow_network" : "no_network");
  }
}

async function answerOf(response) {
  const isJson = response.headers.get("Content-Type")?.includes("json");
  if (response.status === 413) return { kind: "unread", why: "photo_too_large" };
  if (response.status === 422) {
    const { why } = isJson ? await response.json() : {};
    return { kind: "unread", why: why ?? "photo_unreadable" };
  }
  if (response.ok && isJson) return { kind: "token", token: (await response.json()).token };
  if (response.redirected) return { kind: "elsewhere", url: response.url };
  if (response.status === 401) return { kind: "elsewhere", url: location.href };
  return trouble("server_trouble");
}

async function shrunk(file) {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return (await new Promise((made) => canvas.toBlob(made, "image/jpeg", 0.85))) ?? file;
  } catch {
    return file;
  }
}

function csrfToken() {
  const meta = document.querySelector('meta[name="csrf-token"]')?.content;
  return meta ?? document.querySelector('input[name="csrf_token"]')?.value ?? "";
}
