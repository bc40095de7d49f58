/** Now, by the server's clock, once a second. */
import { computed, signal } from "@preact/signals";
import { asOf } from "./as_of.ts";
import { clockAheadMs } from "./queue.ts";

const tick = signal(Date.now());
export const now = computed(() => new Date(tick.value + clockAheadMs.value));
/** By which moment the sheet and the chart read: now, or the moment that is looked back at. */
export const shown = computed(() => (asOf.value === null ? now.value : new Date(asOf.value)));

export function watchClock(): () => void {
  const beat = setInterval(() => {
    tick.value = Date.now();
  }, 1000);
  return () => clearInterval(beat);
}
