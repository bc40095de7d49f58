/** Nothing is green, and nothing in the room needs WebGL. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { files } from "./files.ts";
import { greens } from "./green.ts";

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");

test("the look for green finds green", () => {
  for (const one of ["#0f0", "#2e8b57", "#00cc88", "rgb(10, 200, 30)", "hsl(120, 50%, 40%)", "color: green;", "seagreen", "#009e73"])
    assert.notDeepEqual(greens(one), [], one);
  for (const one of ["#f2b33d", "#0b4a9e", "#dbe6f4", "#eee5d3", "hsl(30, 50%, 40%)", "#777777"]) assert.deepEqual(greens(one), [], one);
});

test("nothing is green", () => {
  const found = files(".css", ".ts", ".tsx", ".svg");
  assert.ok(found.length > 20);
  for (const one of found) assert.deepEqual(greens(withoutComments(one.text)), [], one.name);
});

test("no WebGL and no heat map", () => {
  for (const one of files(".ts", ".tsx")) assert.doesNotMatch(one.text, /from "ol\/[^"]*(?:webgl|heatmap)/i, one.name);
});

test("no style or script that the policy of the page would refuse, and no address elsewhere", () => {
  for (const one of files(".ts", ".tsx", ".css")) {
    assert.doesNotMatch(one.text, /dangerouslySetInnerHTML|innerHTML|\beval\(|new Function/, one.name);
    assert.doesNotMatch(withoutComments(one.text), /https?:\/\/(?!127\.0\.0\.1)/, one.name);
  }
});
