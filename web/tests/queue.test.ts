/** Clocks count on and end nothing; distress stands first; every alarm stays somewhere. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { running, sinceThen } from "../src/panels/queue/clocks.ts";
import { byPhase, gravest, inOrder, sorted } from "../src/panels/queue/order.ts";
import type { AlarmLine, CaseLine } from "../src/state/queue.ts";

const line = (name: string, phase: Record<string, string>) => ({ case: name, phase }) as CaseLine;
const alarm = (kind: string, part: Partial<AlarmLine> = {}): AlarmLine => ({
  alarm: `${kind}:${JSON.stringify(part)}`,
  kind,
  words: kind,
  since: "2022-12-14T02:00Z",
  case: "",
  ...part,
});

test("a clock counts on from the moment of the server, and unknown stays unknown", () => {
  const later = new Date("2022-12-14T02:14:30Z");
  assert.equal(running(60, "2022-12-14T02:13:30Z", later), 120);
  assert.equal(running(null, "2022-12-14T02:13:30Z", later), null);
  assert.equal(sinceThen("2022-12-14T02:13Z", later), 90);
  assert.equal(sinceThen("2022-12-14T02:20Z", later), 0);
});

test("the gravest phase of any centre places the case, and distress stands first", () => {
  const cases = [line("C-1", { Dover: "alert" }), line("C-2", {}), line("C-3", { Dover: "uncertainty", "Gris-Nez": "distress" })];
  assert.equal(gravest(cases[2]!), "distress");
  assert.deepEqual(
    byPhase(cases).map((one) => [one.phase, one.cases.map((row) => row.case)]),
    [["distress", ["C-3"]], ["alert", ["C-1"]], ["none", ["C-2"]]],
  );
});

test("a refused rescue stands before an old position, and a kind that nobody knows on top", () => {
  const kinds = inOrder([alarm("fix"), alarm("contact"), alarm("new_kind"), alarm("rescue_refused")]).map((one) => one.kind);
  assert.deepEqual(kinds, ["new_kind", "rescue_refused", "contact", "fix"]);
});

test("no alarm is lost: it stands at its case, at its report, or by itself", () => {
  const all = [
    alarm("contact", { case: "C-1" }),
    alarm("unread", { report: "R-1" }),
    alarm("untold", { about: "R-1" }),
    alarm("unread", { report: "R-9" }),
    alarm("missed_call", { call: "M-1" }),
    alarm("missed_call", { call: "M-9" }),
  ];
  const found = sorted(all, new Set(["R-1"]), new Set(["M-1"]));
  assert.equal(found.byCase.get("C-1")!.length, 1);
  assert.equal(found.byReport.get("R-1")!.length, 2);
  assert.deepEqual(found.rest.map((one) => one.report ?? one.call).toSorted(), ["M-9", "R-9"]);
});
