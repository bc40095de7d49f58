/** Words on the chart: those of the ground give way, and no name of a place stands under another's words. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (name: string) => readFileSync(new URL(`../src/panels/map/${name}`, import.meta.url), "utf8");

test("places and marks share one room for their words, in which marks stay", () => {
  assert.match(read("chart.ts"), /WORDED[^\n]*"places", "marks"/);
  assert.match(read("chart.ts"), /declutter: "words"/);
  assert.match(read("styles.ts"), /"obstacle"\);/);
});
