import assert from "node:assert/strict";
import test from "node:test";
import { became } from "../src/state/report_status.ts";

test("a report is unread only until somebody on watch knows it, whatever was tasked since", () => {
  assert.equal(became("RECEIVED, NOT READ"), "not_read");
  assert.equal(became("RECEIVED, READ"), "read");
  assert.equal(became("RECEIVED, READ, UNITS TASKED"), "read");
  assert.equal(became("RECEIVED, ENTERED BY THE WATCH"), "entered");
  assert.equal(became("RECEIVED, ENTERED BY THE WATCH, UNITS TASKED"), "entered");
  assert.equal(became("anything else"), "not_read");
});
