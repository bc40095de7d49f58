import assert from "node:assert/strict";
import { test } from "node:test";
import { hashOf, placeOf } from "../src/state/route.ts";

test("a hash is a place, and what is none is the queue", () => {
  assert.deepEqual(placeOf("#/case/C-0001"), { panel: "case", name: "C-0001" });
  assert.deepEqual(placeOf(""), { panel: "queue", name: "" });
  assert.deepEqual(placeOf("#/evil"), { panel: "queue", name: "" });
  assert.deepEqual(placeOf("#/sources/%"), { panel: "sources", name: "%" });
});

test("there and back", () => {
  assert.deepEqual(placeOf(hashOf("doctrine", "fr/2022 a")), { panel: "doctrine", name: "fr/2022 a" });
});
