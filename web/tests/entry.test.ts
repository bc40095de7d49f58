/** A pasted text becomes a report: nothing is filled in that nobody understood or chose. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { pieces, type Preview, PRESETS, reportOf, rows } from "../src/panels/entry/report.ts";

const reading = (value: string, words: string, start: number) => ({ value, words, start, end: start + Array.from(words).length, why: "" });
const TEXT = "🆘 on est 47, personne à l'eau, 51-02.5N 001-50E";
const at = (words: string) => Array.from(TEXT.slice(0, TEXT.indexOf(words))).length;
const PREVIEW: Preview = {
  found: [
    { field: "persons", standing: "understood", readings: [reading("47", "on est 47", at("on est 47"))] },
    {
      field: "persons_in_water",
      standing: "ambiguous",
      readings: [reading("yes", "personne à l'eau", at("personne à")), reading("no", "personne à l'eau", at("personne à"))],
    },
    { field: "position", standing: "understood", readings: [reading("51-02.500N 001-50.000E", "51-02.5N 001-50E", at("51-02"))] },
  ],
  unknown: ["taking_water"],
  draft: { text: TEXT, positions: ["51-02.5N 001-50E"] },
};
const SENT = { channel: "call", source: "unknown", at: "2022-12-14T02:13:00Z" };
const of = (edits: Record<string, string>) => reportOf(TEXT, PREVIEW, edits, SENT);

test("what is in doubt stays out until a person chooses", () => {
  assert.deepEqual(of({}).facts, {});
  assert.deepEqual(of({ persons_in_water: "yes" }).facts, { persons_in_water: "yes" });
  assert.equal(rows(PREVIEW, {}).find((one) => one.field === "persons_in_water")!.standing, "ambiguous");
});

test("what a person typed goes before what was understood, and emptied it is unknown", () => {
  assert.equal(of({}).persons, "47");
  assert.equal(of({ persons: "about 50" }).persons, "about 50");
  assert.ok(!("persons" in of({ persons: "" })));
  assert.equal(rows(PREVIEW, { persons: "" }).find((one) => one.field === "persons")!.standing, "unknown");
});

test("a position is sent as it was said, or as somebody typed it", () => {
  assert.deepEqual(of({}).positions, ["51-02.5N 001-50E"]);
  assert.deepEqual(of({ position: "51-03N 001-51E; 51-04N 001-52E" }).positions, ["51-03N 001-51E", "51-04N 001-52E"]);
  assert.deepEqual(of({ position: "" }).positions, []);
});

test("without a preview the text goes alone, and nothing is made up", () => {
  const alone = reportOf("  help  ", null, {}, SENT);
  assert.deepEqual(alone, { ...SENT, positions: [], facts: {}, fields: {}, text: "help" });
});

test("the marks stand at the very words, behind an emoji too, and words read twice are marked once", () => {
  const cut = pieces(TEXT, PREVIEW.found);
  assert.equal(cut.map((one) => one.text).join(""), TEXT);
  assert.deepEqual(
    cut.filter((one) => one.field).map((one) => [one.field, one.text]),
    [["persons", "on est 47"], ["persons_in_water", "personne à l'eau"], ["position", "51-02.5N 001-50E"]],
  );
});

test("each key says another way in", () => {
  assert.equal(new Set(PRESETS.map((one) => one.key)).size, PRESETS.length);
});
