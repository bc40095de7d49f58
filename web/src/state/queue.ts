/** The queue as the server last told it; asked again when there is news. */
import { effect, signal } from "@preact/signals";
import { get } from "../api/client.ts";
import { news, line } from "../api/stream.ts";
import { language } from "../words/index.ts";
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
  alarms: { alarm: string; kind: string; since: string; case: string }[];
  workload: { centre: string; open_cases: number; qualified: number | null; trainees: number | null; cases_per_person: number | null }[];
}

export const queue = signal<Queue | null>(null);
/** When the queue came, on this machine's clock: the age of what is shown. */
export const queueAt = signal<number | null>(null);
/** The server's clock minus this machine's, so that no wrong clock here misleads. */
export const clockAheadMs = signal(0);

export async function loadQueue(): Promise<void> {
  if (!me.value?.actions.includes("read_queue")) return;
  try {
    const found = (await get("/api/queue")) as unknown as Queue;
    clockAheadMs.value = Date.parse(found.now) - Date.now();
    queueAt.value = Date.now();
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
    void [me.value, news.value, language.value, line.value];
    clearTimeout(waiting);
    waiting = setTimeout(() => void loadQueue(), 50);
  });
  const beat = setInterval(() => void loadQueue(), 30_000);
  return () => {
    stop();
    clearInterval(beat);
  };
}
