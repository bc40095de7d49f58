import assert from "node:assert/strict";
import { test } from "node:test";
import { endOfMinute, type Moment, order, stepAt, stepsOf } from "../src/panels/replay/steps.ts";

const said = (seq: number, entered: string): Moment => ({
  seq,
  entered,
  at: entered,
  kind: "note.added",
  case: "",
  by_role: "watch_officer",
  by_centre: "Dover",
  words: `entry ${seq}`,
});
const FIRST = "2022-12-14T02:13:00.060621Z";
const LATER = "2022-12-14T02:13:00.060622Z";
const RECORD = [said(1, FIRST), said(2, FIRST), said(3, LATER), said(4, "2022-12-14T02:14Z")];

test("what was entered at one instant is one step", () => {
  assert.deepEqual(
    stepsOf(RECORD).map((one) => one.entries.map((entry) => entry.seq)),
    [[1, 2], [3], [4]],
  );
});

test("instants are told apart to the microsecond", () => {
  assert.ok(order(FIRST, LATER) < 0);
  assert.ok(order("2022-12-14T02:13Z", FIRST) < 0);
  assert.equal(order("2022-12-14T02:14Z", "2022-12-14T02:14:00.000Z"), 0);
});

test("a moment falls on the last step known by then, and on none before the first", () => {
  const steps = stepsOf(RECORD);
  assert.equal(stepAt(steps, "2022-12-14T02:12:59.999999Z"), -1);
  assert.equal(stepAt(steps, FIRST), 0);
  assert.equal(stepAt(steps, LATER), 1);
  assert.equal(stepAt(steps, "2022-12-14T02:13:59.999999Z"), 1);
  assert.equal(stepAt(steps, "2023-01-01T00:00Z"), 2);
});

test("a minute is looked at when it is over; one to come is now", () => {
  const now = new Date("2022-12-14T02:20:30Z");
  assert.equal(endOfMinute("2022-12-14T02:13", now), "2022-12-14T02:13:59.999999Z");
  assert.equal(endOfMinute("2022-12-14T02:20", now), null);
  assert.equal(endOfMinute("", now), null);
  assert.equal(endOfMinute("2022-13-45T99:99", now), null);
});
