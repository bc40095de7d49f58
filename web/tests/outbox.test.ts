/** A report on its way: the same key at each try, final refusals told from a bad line, no report in a wrong room. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { failedOnce, type Item, itemOf, mayGo, received } from "../src/state/outbox_items.ts";

const ITEM: Item = {
  key: "k-1", account: "a7", watermark: "EXERCISE", since: "2022-12-14T02:13:00.000Z", body: { text: "help" },
  standing: "waiting", tries: 0, detail: "", outcome: null,
};
const HERE = { account: "a7", watermark: "EXERCISE" };

test("a line that is down, a server that fails or a session that is over: it goes on waiting under the same key", () => {
  for (const status of [0, 401, 403, 408, 429, 500, 502, 503]) {
    const after = failedOnce(ITEM, { status, detail: "no" });
    assert.deepEqual([after.standing, after.key, after.body, after.tries], ["waiting", "k-1", ITEM.body, 1], String(status));
  }
});

test("what the server refuses for good is not sent again, and stays to be mended", () => {
  const after = failedOnce(ITEM, { status: 422, detail: "on land" });
  assert.deepEqual([after.standing, after.detail, after.body], ["refused", "on land", ITEM.body]);
  assert.equal(mayGo(after, HERE), false);
});

test("once it is received the browser keeps its number, and nothing of what was said", () => {
  const after = received(ITEM, { number: "R-0001", received: "", status: "RECEIVED, NOT READ", told: [], remarks: [] });
  assert.equal(after.body, null);
  assert.ok(!JSON.stringify(after).includes("help"));
  assert.equal(mayGo(after, HERE), false);
});

test("a report goes into its own room only, from its own account", () => {
  assert.equal(mayGo(ITEM, HERE), true);
  assert.equal(mayGo(ITEM, { ...HERE, watermark: "" }), false);
  assert.equal(mayGo(ITEM, { ...HERE, account: "a8" }), false);
});

test("what was kept is read back, and rubbish is none", () => {
  assert.deepEqual(itemOf(JSON.stringify(ITEM)), ITEM);
  for (const one of [null, "", "{", "[]", '{"key":1}']) assert.equal(itemOf(one), null);
});
