/** The queue as the server last told it; asked again when there is news. */
import { effect, signal } from "@preact/signals";
import { get } from "../api/client.ts";
import { news, line } from "../api/stream.ts";
import { language } from "../words/index.ts";
import { asOf } from "./as_of.ts";
import { failed, offline } from "./failures.ts";
import { me } from "./session.ts";

export interface ReportLine {
  report: string;
  seq: number;
  at: string;
  channel: string;
  source: string;
  centre: string;
  status: string;
  call_for_help: boolean | null;
  entered: string;
  positions: { said: string; dmm: string }[];
  position_used: number | null;
  persons: { low: number; high: number | null; said: string } | null;
  colour: string;
  engine: string;
}
export interface AlarmLine {
  alarm: string;
  kind: string;
  words: string;
  since: string;
  /** Empty where it is of no case. */
  case: string;
  report?: string;
  call?: string;
  about?: string;
  centre?: string;
}
export interface CaseLine {
  case: string;
  state: string;
  watermark: string;
  coordinator: string;
  owner: string;
  phase: Record<string, string>;
  opened: string;
  call_for_help: boolean;
  since_contact_s: number | null;
  since_fix_s: number | null;
  hand_over_s: number | null;
}
export interface Queue {
  watermark: string;
  now: string;
  unplaced: ReportLine[];
  missed_calls: { call: string; since: string; tries: number }[];
  cases: CaseLine[];
  alarms: AlarmLine[];
  workload: { centre: string; open_cases: number; qualified: number | null; trainees: number | null; cases_per_person: number | null }[];
  surveillance: { state: string; why: string; substitutes: string[] } | null;
}

export const queue = signal<Queue | null>(null);
/** When the queue came, on this machine's clock: the age of what is shown. */
export const queueAt = signal<number | null>(null);
/** The server's clock minus this machine's, so that no wrong clock here misleads. */
export const clockAheadMs = signal(0);

export async function loadQueue(): Promise<void> {
  if (!me.value?.actions.includes("read_queue")) return;
  try {
    const back = asOf.peek();
    const found = (back ? await get("/api/queue/as-of", { query: { at: back } }) : await get("/api/queue")) as unknown as Queue;
    if (!back) clockAheadMs.value = Date.parse(found.now) - Date.now();
    queueAt.value = back ? null : Date.now(); // clocks of then stand still
    queue.value = found;
    offline.value = false;
  } catch (error) {
    failed(error);
  }
}

let waiting: ReturnType<typeof setTimeout> | undefined;

/** Load now, and again after news, a new language or a line that came back; a burst costs one. */
export function watchQueue(): () => void {
  const stop = effect(() => {
    void [me.value, news.value, language.value, line.value, asOf.value];
    clearTimeout(waiting);
    waiting = setTimeout(() => void loadQueue(), 50);
  });
  const beat = setInterval(() => void loadQueue(), 30_000);
  const known = effect(() => {
    if (me.value) clockAheadMs.value = Date.parse(me.value.now) - Date.now(); // also for whoever sees no queue
  });
  return () => {
    stop();
    known();
    clearInterval(beat);
  };
}
