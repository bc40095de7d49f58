import assert from "node:assert/strict";
import { test } from "node:test";
import { dmm, nm, number, percent, span, trueDegrees, utc, utcWithDay } from "../src/format/index.ts";

test("times are UTC first, whatever the machine's zone", () => {
  const at = new Date("2022-12-14T02:04:09Z");
  assert.equal(utc(at), "02:04Z");
  assert.equal(utcWithDay(at, "en"), "14 Dec 2022 02:04Z");
  assert.equal(utcWithDay(at, "fr"), "14 déc. 2022 02:04Z");
});

test("positions are written as the server writes them", () => {
  assert.equal(dmm(50 + 59.294 / 60, 1 + 21.087 / 60), "50-59.294N 001-21.087E");
  assert.equal(dmm(-0.00000001, -1.5), "00-00.000N 001-30.000W");
  assert.equal(dmm(50.9999999, 1.9999999), "51-00.000N 002-00.000E");
});

test("a span reads as a watch says it, in one way everywhere", () => {
  const says = [
    [0, "0 s"],
    [59.9, "59 s"],
    [60, "1 min"],
    [3599, "59 min"],
    [3600, "1 h 00"],
    [47 * 3600 + 59 * 60, "47 h 59"],
    [76 * 3600, "3 d 04 h"],
  ] as const;
  for (const [seconds, words] of says) assert.equal(span(seconds, "d"), words);
});

test("numbers by the reader's habit", () => {
  assert.equal(number(1234.5, "en", 1), "1,234.5");
  assert.match(number(1234.5, "fr", 1), /^1\s234,5$/);
  assert.equal(nm(1852 * 3.25, "fr").replace(/\s/, " "), "3,3 NM");
});

test("degrees are true and have three figures", () => {
  assert.equal(trueDegrees(-1), "359°T");
  assert.equal(trueDegrees(359.9), "000°T");
});

test("what is possible is never 0 %", () => {
  assert.equal(percent(0.001, "en"), "< 1%");
  assert.equal(percent(0, "en"), "0%");
});
