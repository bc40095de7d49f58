import assert from "node:assert/strict";
import { test } from "node:test";
import { fill, form } from "../src/words/fill.ts";

test("values are put in, and what is missing shows", () => {
  assert.equal(fill("{count} reports of {name}", { count: 3 }), "3 reports of {name}");
});

test("French says one for nothing, English does not", () => {
  const words = { "queue.cases_one": "", "queue.cases_other": "" };
  assert.equal(form(words, "queue.cases", { count: 0 }, "fr"), "queue.cases_one");
  assert.equal(form(words, "queue.cases", { count: 0 }, "en"), "queue.cases_other");
});
