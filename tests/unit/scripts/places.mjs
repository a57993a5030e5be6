// Places by distance, by words and by kind, as "Ưu đãi gần tôi" works them out on the phone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { metres, middle, named, nearest, ofKind, unmeasured } from "./places.js";

const all = {
  offers: [["Vé bơi", "/1", "nha_van_hoa"], ["Giảm 15%", "/2", "doi_tac"]],
  outlets: [
    ["Xa", "1 Trần Phú, phường Đông Hải", 20.9, 106.7, [1]],
    ["Gần", "2 Lê Lợi, phường Máy Tơ", 20.86, 106.69, [0, 1]],
    ["Không tọa độ", "12 Lê Lợi, phường Chợ Đình", null, null, [1]],
  ],
};
const names = (outlets) => outlets.map(({ name }) => name);

test("a kind leaves its outlets alone, each with its offers", () => {
  assert.deepEqual(names(ofKind(all, "")), ["Xa", "Gần", "Không tọa độ"]);
  const [only, ...others] = ofKind(all, "nha_van_hoa");
  assert.deepEqual([only.name, only.offers.length, others.length], ["Gần", 1, 0]);
  assert.deepEqual(ofKind(all, "dai_hoc"), []);
});

test("words are found with and without accents, measured or not", () => {
  const outlets = ofKind(all, "");
  assert.deepEqual(names(named(outlets, "cho dinh")), ["Không tọa độ"]);
  assert.deepEqual(names(named(outlets, "LÊ LỢI")), ["Gần", "Không tọa độ"]);
  assert.deepEqual(named(outlets, "  "), []);
});

test("the nearest come first, and what cannot be measured is told apart", () => {
  const outlets = ofKind(all, "");
  assert.deepEqual(names(nearest(outlets, [20.86, 106.68])), ["Gần", "Xa"]);
  assert.deepEqual(names(unmeasured(outlets)), ["Không tọa độ"]);
  assert(Math.abs(nearest(outlets, [20.86, 106.68])[0].distance - 1039) < 2);
  assert(Math.abs(metres([20, 106], [21, 106]) - 111195) < 1);
});

test("the middle is of those that are measured, and of none there is none", () => {
  assert.deepEqual(middle(ofKind(all, "nha_van_hoa")), [20.86, 106.69]);
  assert.equal(middle(named(ofKind(all, ""), "cho dinh")), null);
});
