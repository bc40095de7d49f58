/** What went wrong, for people: gentle, with its code, and never in the way. */
import { signal } from "@preact/signals";
import { Problem } from "../api/problem.ts";

export interface Said {
  id: number;
  text: string;
  code: string;
  tone: "note" | "warn";
}

export const toasts = signal<Said[]>([]);
/** Set where the last question came to nothing: the banner says so. */
export const offline = signal(false);
/** So long a note stands in the way of what is under it. */
const NOTE_MS = 6000;
let count = 0;

/** Heed what the browser knows of its own line. */
export function watchLine(): () => void {
  const gone = () => {
    offline.value = true;
  };
  addEventListener("offline", gone);
  return () => removeEventListener("offline", gone);
}

export function failed(error: unknown): void {
  if (error instanceof DOMException && error.name === "AbortError") return;
  if (error instanceof Problem && error.offline) {
    offline.value = true;
    return;
  }
  if (error instanceof Problem) tell(error.message, error.code, "warn");
  else {
    console.error(error);
    tell(String(error), "room.unexpected", "warn");
  }
}

export function tell(text: string, code = "", tone: Said["tone"] = "note"): void {
  count += 1;
  const id = count;
  toasts.value = [...toasts.value.filter((one) => one.text !== text).slice(-3), { id, text, code, tone }];
  if (tone === "note") setTimeout(() => dismiss(id), NOTE_MS); // a refusal stays until somebody has read it
}

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((one) => one.id !== id);
}
