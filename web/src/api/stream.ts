/** News of the record as it is entered; the browser resumes by Last-Event-ID, and so do we. */
import { signal } from "@preact/signals";

export interface News {
  seq: number;
  kind: string;
  case: string;
}
export type Line = "connecting" | "open" | "down";

export const news = signal<News | null>(null);
export const line = signal<Line>("connecting");

/** No entry of the record: the line was down and is back. */
export const BACK = "line.back";
const LONGEST_PAUSE_MS = 15_000;
let source: EventSource | null = null;
let last: number | null = null;
let pause = 1000;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Follow from the last entry seen; safe to call again. */
export function follow(): void {
  stop();
  source = new EventSource(last === null ? "/api/stream" : `/api/stream?after=${last}`);
  source.onopen = () => {
    const wasDown = line.value === "down";
    line.value = "open";
    pause = 1000;
    if (wasDown) news.value = { seq: last ?? 0, kind: BACK, case: "" }; // whatever was missed: everything is asked again
  };
  source.onmessage = (event) => {
    const row = JSON.parse(event.data as string) as News;
    if (last !== null && row.seq <= last) return;
    last = row.seq;
    news.value = row;
  };
  source.onerror = () => {
    line.value = "down";
    if (source?.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
    timer = setTimeout(follow, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  };
}

export function stop(): void {
  clearTimeout(timer);
  source?.close();
  source = null;
}
