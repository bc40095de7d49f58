/** Whoever was in and is in no more, as after a new start of the server: seen soon, said why, let in again. */
import { effect, signal } from "@preact/signals";
import { get } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import { line, stop } from "../api/stream.ts";
import { failed } from "./failures.ts";
import { begin, me } from "./session.ts";

export interface Why {
  /** `session.over`, or `session.over_local` on one's own machine. */
  code: string;
  /** The server's own words. */
  words: string;
}
/** Null where nobody was shut out. */
export const shutOut = signal<Why | null>(null);
const BEAT_MS = 2000;

export function watchShutOut(): () => void {
  let wasIn = false;
  const seen = effect(() => {
    if (me.value) {
      wasIn = true;
      shutOut.value = null;
    } else if (me.value === null && wasIn) {
      wasIn = false;
      void look(); // somebody else met the refusal first
    }
  });
  let busy = false;
  const beat = setInterval(async () => {
    const lost = me.value !== null && me.value !== undefined && line.value === "down";
    if (busy || !(lost || shutOut.value)) return;
    busy = true;
    await (lost ? look() : begin().catch(() => undefined)); // whoever came in by another tab is in here too
    busy = false;
  }, BEAT_MS);
  return () => {
    seen();
    clearInterval(beat);
  };
}

/** Ask whether the session still stands; of one that is over keep the words. */
async function look(): Promise<void> {
  try {
    await get("/api/me");
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) return failed(error);
    if (error.code.startsWith("session.over")) shutOut.value = { code: error.code, words: error.message };
    stop();
    me.value = null;
  }
}
