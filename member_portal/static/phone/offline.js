/** Has the page itself kept for when there is no network. */

/** Resolves to whether it is: not over plain http, nor in the browsers inside other programs. */
export async function keepPage(script, scope) {
  if (!window.isSecureContext || !navigator.serviceWorker) return false;
  try {
    const registered = await navigator.serviceWorker.register(script, { scope });
    registered.update().catch(() => undefined);
    navigator.storage?.persist?.().catch(() => undefined);
    return true;
  } catch {
    // offline, one that was registered before still serves the page
    return Boolean(navigator.serviceWorker.controller);
  }
}
