/** One question to the server. What comes back is a piece of page, another page, or trouble. */
import { withFreshToken } from "./fresh-token.js";

const PATIENCE = 15000;

export async function ask(url, options = {}) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), PATIENCE);
  try {
    const { signal } = limit;
    const headers = { "X-Fragment": "1", ...options.headers };
    const all = { credentials: "same-origin", cache: "no-store", ...options, headers, signal };
    const send = (body) => fetch(url, { ...all, body });
    const response = await withFreshToken(send, options.body, signal);
    return understood(response, await response.text(), options.method ?? "GET");
  } catch {
    return trouble(limit.signal.aborted ? "slow_network" : "no_network");
  } finally {
    clearTimeout(timer);
  }
}

export function trouble(why) {
  return { kind: "trouble", why };
}

function understood(response, html, method) {
  if (response.status >= 500) return trouble("server_trouble");
  if (response.status === 401) return { kind: "elsewhere", url: location.href };
  const url = response.redirected || method === "GET" ? response.url : null;
  if (!isWholePage(html)) return { kind: "fragment", html, ok: response.ok, url };
  // A whole page means that the road leads away from here, to signing in for example.
  if (url) return { kind: "elsewhere", url };
  return trouble("server_trouble");
}

function isWholePage(html) {
  return /^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype|html)\b/i.test(html);
}
