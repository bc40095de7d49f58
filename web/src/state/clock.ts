/** Now, by the server's clock, once a second. */
import { computed, signal } from "@preact/signals";
import { clockAheadMs } from "./queue.ts";

const tick = signal(Date.now());
export const now = computed(() => new Date(tick.value + clockAheadMs.value));

export function watchClock(): () => void {
  const beat = setInterval(() => {
    tick.value = Date.now();
  }, 1000);
  return () => clearInterval(beat);
}
