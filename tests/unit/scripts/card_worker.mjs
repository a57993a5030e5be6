// What the card's worker answers on a phone that keeps the card, over networks good and bad.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const ORIGIN = "https://the.example";
const [CARD, HOME, HISTORY] = ["/the/dien-thoai", "/the/", "/the/lich-su"];
const KEPT = { from: "kept" };
const KNOWN = `const CARD = "${CARD}", FILES = [], MORE = [], VERSION = "1";`;
const source = KNOWN + (await readFile(new URL("./sw.js", import.meta.url), "utf8"));

/** Opens a page, by a link of ours or from nowhere; `wait` lets the worker's patience run out. */
function phone(network, kept = KEPT) {
  const heard = {};
  let over = () => assert.fail("nobody waits");
  runInNewContext(source, {
    self: {
      location: { origin: ORIGIN },
      addEventListener: (name, handle) => (heard[name] = handle),
    },
    caches: { open: async () => ({ match: async (path) => (path === CARD ? kept : undefined) }) },
    fetch: network,
    setTimeout: (then) => (over = then),
    Response: { redirect: (to) => ({ to }) },
    URL,
  });
  return {
    open(path, referrer = "") {
      let answer;
      const request = { url: ORIGIN + path, method: "GET", mode: "navigate", referrer };
      heard.fetch({ request, respondWith: (promise) => (answer = promise) });
      return answer;
    },
    wait: () => over(),
  };
}

const settled = () => new Promise((then) => setImmediate(then));
const brings = async () => ({ from: "network" });
const fails = async () => Promise.reject(new TypeError("no network"));
const hangs = () => new Promise(() => {});

test("the card comes from the phone, whatever the network", async () => {
  for (const network of [brings, fails, hangs])
    assert.equal(await phone(network).open(CARD), KEPT);
});

test("other pages come from the network, and without one the card", async () => {
  for (const path of [HOME, HISTORY]) {
    assert.deepEqual(await phone(brings).open(path), { from: "network" });
    assert.deepEqual(await phone(fails).open(path), { to: CARD });
    await assert.rejects(phone(fails, null).open(path));
  }
});

test("a network that has a signal and brings nothing keeps nobody from the card", async () => {
  const held = phone(hangs);
  const answer = held.open(HOME);
  await settled();
  held.wait();
  assert.deepEqual(await answer, { to: CARD });
});

test("who comes by a link of ours gets that page, however long it takes", async () => {
  for (const [path, referrer] of [[HOME, ORIGIN + CARD], [HISTORY, ""]]) {
    const held = phone(hangs);
    held.open(path, referrer);
    await settled();
    assert.throws(held.wait, /nobody waits/);
  }
});
