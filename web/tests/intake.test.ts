/** Four fields become a report: nothing made up, and back again when it is refused. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { EMPTY, type Form, formOf, isEmpty, placeOf, reportOf } from "../src/panels/intake/form.ts";

const AT = "2022-12-14T02:13:00Z";
const FULL: Form = { where: "51-02.500N 001-50.000E", accuracy: 12, persons: "about 40", what: "They call.\nWater.", need: "yes", reach: "+33 6 12 34 56 78" };

test("nothing said is nothing sent", () => {
  assert.ok(isEmpty(EMPTY));
  assert.ok(isEmpty({ ...EMPTY, reach: "+33 6" }));
  assert.ok(!isEmpty({ ...EMPTY, need: "yes" }));
  assert.deepEqual(reportOf(EMPTY, AT, "Reach me:"), { channel: "form", source: "volunteer", at: AT, positions: [], facts: {}, text: "" });
});

test("a need that nobody named stays open: only a plain no is a no", () => {
  for (const need of ["", "unknown"] as const) assert.deepEqual(reportOf({ ...FULL, need }, AT, "Reach me:").facts, {});
  assert.deepEqual(reportOf({ ...FULL, need: "no" }, AT, "Reach me:").facts, { help_asked: "no" });
});

test("how to reach somebody goes with the text, where a watch can read it", () => {
  const sent = reportOf(FULL, AT, "Reach me:");
  assert.equal(sent.text, "They call.\nWater.\nReach me: +33 6 12 34 56 78");
  assert.equal(sent.phone, "+33 6 12 34 56 78");
  assert.ok(!("phone" in reportOf({ ...FULL, reach: "signal: anna" }, AT, "Reach me:")));
});

test("a refused report comes back as it was typed", () => {
  for (const one of [FULL, { ...FULL, reach: "" }, { ...FULL, what: "" }]) assert.deepEqual(formOf(reportOf(one, AT, "Reach me:"), "Reach me:"), one);
});

test("a telephone's place reads as at sea, with its error", () => {
  assert.deepEqual(placeOf({ latitude: 51.0416667, longitude: 1.8333333, accuracy: 11.6 }), { where: "51-02.500N 001-50.000E", accuracy: 12 });
  assert.equal(placeOf({ latitude: 51, longitude: -1, accuracy: 0 }).accuracy, 1);
});
