import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";
import { seated, seatOf } from "../src/state/seat.ts";

const SOURCE = readFileSync(new URL("../worker/shell.js", import.meta.url), "utf-8");
const HERE = "https://room.invalid";

/** A browser of a few names, with what it keeps in `held`, and a line that works or does not. */
function browser(held: Map<string, Set<string>>, line: { answers: boolean }) {
  const doing: Record<string, (event: unknown) => void> = {};
  const caches = {
    keys: async () => [...held.keys()],
    delete: async (name: string) => held.delete(name),
    open: async (name: string) => ({
      addAll: async (all: { path: string }[]) => void held.set(name, new Set(all.map((one) => one.path))),
    }),
    match: async (asked: string | { path: string }, { cacheName }: { cacheName: string }) => {
      const path = typeof asked === "string" ? asked : asked.path;
      return held.get(cacheName)?.has(path) ? { kept: path, status: 200 } : undefined;
    },
  };
  const self = {
    addEventListener: (name: string, act: (event: unknown) => void) => (doing[name] = act),
    skipWaiting: () => undefined,
    clients: { claim: async () => undefined },
    location: { origin: HERE },
  };
  const fetch = async (asked: { path: string }) => {
    if (!line.answers) throw new TypeError("no line");
    return { came: asked.path, status: 200 };
  };
  class Request {
    path: string;
    constructor(path: string) {
      this.path = path;
    }
  }
  const source = SOURCE.replace("[];", '["/assets/a-1.js"];').replace('""', '"new"');
  vm.runInNewContext(source, { self, caches, fetch, Request, URL, Promise, setTimeout: () => 0 });
  const waited = async (name: string) => {
    const all: Promise<unknown>[] = [];
    doing[name]!({ waitUntil: (one: Promise<unknown>) => all.push(one) });
    await Promise.all(all);
  };
  const ask = (path: string, how: { mode?: string; method?: string } = {}) => {
    let answer: Promise<unknown> | null = null;
    const request = { url: HERE + path, path, method: how.method ?? "GET", mode: how.mode ?? "cors" };
    doing["fetch"]!({ request, respondWith: (one: Promise<unknown>) => (answer = one) });
    return answer as Promise<Record<string, unknown>> | null;
  };
  return { waited, ask };
}

test("what is kept are the page and its files; what another build kept is dropped, and nothing else", async () => {
  const held = new Map([["estran-shell-old", new Set(["/"])], ["of-somebody-else", new Set(["/x"])]]);
  const { waited } = browser(held, { answers: true });
  await waited("install");
  await waited("activate");
  assert.deepEqual([...held.keys()].toSorted(), ["estran-shell-new", "of-somebody-else"]);
  assert.deepEqual([...held.get("estran-shell-new")!].toSorted(), ["/", "/assets/a-1.js"]);
});

test("the page comes from the server while it answers, and from the browser where it does not", async () => {
  const line = { answers: true };
  const { waited, ask } = browser(new Map(), line);
  await waited("install");
  assert.deepEqual(await ask("/", { mode: "navigate" }), { came: "/", status: 200 });
  line.answers = false;
  assert.deepEqual(await ask("/", { mode: "navigate" }), { kept: "/", status: 200 });
  assert.deepEqual(await ask("/assets/a-1.js"), { kept: "/assets/a-1.js", status: 200 });
});

test("no answer of the server is touched, nor an address with a token, nor what is written", async () => {
  const { waited, ask } = browser(new Map(), { answers: true });
  await waited("install");
  for (const path of ["/api/me", "/api/queue", "/api/stream", "/api/areas/dover_strait/map"]) assert.equal(ask(path), null, path);
  assert.equal(ask("/?token=secret", { mode: "navigate" }), null);
  assert.equal(ask("/api/reports", { method: "POST" }), null);
});

const ME = { account: "a-1", roles: ["volunteer"], centre: "", actions: ["read_self", "take_in"], csrf: "secret", watermark: "EXERCISE", now: "2022-12-14T02:00:00Z" };

test("who sat here is known again as one who may report, and by the room's own clock", () => {
  const clock = Date.parse("2026-11-27T10:00:00Z");
  const text = seatOf(ME, clock);
  assert.doesNotMatch(text, /secret/);
  const found = seated(text, clock + 60_000);
  assert.deepEqual([found?.account, found?.watermark, found?.csrf], ["a-1", "EXERCISE", ""]);
  assert.deepEqual(found?.actions, ["take_in"]);
  assert.equal(found?.now, "2022-12-14T02:01:00.000Z");
});

test("nobody is known from what was never kept, or by whom nothing may be reported", () => {
  assert.equal(seatOf({ ...ME, actions: ["read_self"] }, 0), "");
  for (const text of [null, "", "{}", "[]", "null", '{"account": 1}']) assert.equal(seated(text, 0), null);
});
