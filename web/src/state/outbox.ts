/** Reports on their way: kept in the browser until the server has them, sent once, never doubled. */
import { computed, effect, signal } from "@preact/signals";
import { type Given, freshKey, post } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import { line } from "../api/stream.ts";
import { offline } from "./failures.ts";
import { failedOnce, type Item, itemOf, mayGo, type Outcome, received } from "./outbox_items.ts";
import { loadQueue } from "./queue.ts";
import { me } from "./session.ts";

export type ReportBody = Given<"/api/reports", "post">;
const PREFIX = "estran.outbox.";
const AGAIN_MS = 4000;
const LONGEST_TRY_MS = 25_000;

const items = signal<readonly Item[]>(kept());
/** False where the browser keeps nothing: then this page must stay open. */
export const keeps = signal(true);
/** Of whoever sits here, in this room; newest first. */
export const outbox = computed(() => items.value.filter((one) => one.account === me.value?.account && one.watermark === me.value?.watermark));
export const waiting = computed(() => outbox.value.filter((one) => one.standing === "waiting"));
/** Not received yet, whoever typed it: the door says so. */
export const unsent = computed(() => items.value.filter((one) => one.standing === "waiting"));
/** Typed for another room or by another account: never sent from here. */
export const strangers = computed(() => items.value.filter((one) => one.standing !== "received" && !outbox.value.includes(one)));

function kept(): Item[] {
  try {
    const names = Object.keys(localStorage).filter((one) => one.startsWith(PREFIX));
    const found = names.map((one) => itemOf(localStorage.getItem(one))).filter((one) => one !== null);
    return found.sort((one, other) => other.since.localeCompare(one.since));
  } catch {
    return [];
  }
}

function put(item: Item): void {
  const others = items.value.filter((one) => one.key !== item.key);
  items.value = [item, ...others].sort((one, other) => other.since.localeCompare(one.since));
  try {
    localStorage.setItem(PREFIX + item.key, JSON.stringify(item));
  } catch {
    keeps.value = false;
  }
}

/** Hand a report over to be sent; returns its key, under which it is found again. */
export function send(body: ReportBody, since: Date): string {
  const key = freshKey();
  const { account, watermark } = me.value!;
  const plain = body as Record<string, unknown>;
  put({ key, account, watermark, since: since.toISOString(), body: plain, standing: "waiting", tries: 0, detail: "", outcome: null });
  void sendAll();
  return key;
}

/** Take one away: read by whoever sent it, or given up by them. */
export function discard(key: string): void {
  items.value = items.value.filter((one) => one.key !== key);
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // what was never kept need not go
  }
}

let busy = false;

/** Try all that wait, one after the other, the oldest first. */
export async function sendAll(): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    for (const one of waiting.value.toReversed()) {
      const here = me.value;
      if (here && mayGo(one, here) && !(await tried(one))) break; // the line is down: the others wait too
    }
  } finally {
    busy = false;
  }
}

async function tried(item: Item): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(LONGEST_TRY_MS);
    const found = await post("/api/reports", item.body as ReportBody, { key: item.key, signal });
    if (!found?.number) throw new Problem("line.down", "", 0); // somebody else answered, as in a hotel's network
    put(received(item, found as Outcome));
    offline.value = false;
    void loadQueue();
    return true;
  } catch (error) {
    const problem = error instanceof Problem ? error : new Problem("line.down", "", 0);
    if (problem.offline) offline.value = true;
    if (problem.status === 401) me.value = null;
    put(failedOnce(item, { status: problem.status, detail: problem.message }));
    return !problem.offline;
  }
}

export function watchOutbox(): () => void {
  const stop = effect(() => {
    void [me.value, line.value];
    setTimeout(() => void sendAll());
  });
  const beat = setInterval(() => void sendAll(), AGAIN_MS);
  const back = () => void sendAll();
  const other = (event: StorageEvent) => {
    if (event.key?.startsWith(PREFIX)) items.value = kept();
  };
  addEventListener("online", back);
  addEventListener("storage", other);
  return () => {
    stop();
    clearInterval(beat);
    removeEventListener("online", back);
    removeEventListener("storage", other);
  };
}
