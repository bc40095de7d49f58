/** The moment that the map shows: moved by hand, played, or set to now. */
import { computed, signal } from "@preact/signals";
import { shown } from "./clock.ts";

export const SPEEDS = [300, 900, 3600] as const;
/** Seconds of the sea in a second on the wall. */
export const speed = signal<number>(900);
export const playing = signal(false);
/** First and last moment of the forecast shown [ms]; null where there is none. */
export const reach = signal<{ first: number; last: number } | null>(null);
export const instant = signal(0);
/** Whether the map goes with the clock, which stands while somebody looks back. */
export const following = signal(true);

/** The moment, as text that the server reads; whole minutes. */
export const instantMinute = computed(() => Math.floor(instant.value / 60_000) * 60_000);

/** Take over a new forecast; a moment that still lies in it stays. */
export function begin(times: readonly number[]): void {
  const first = times[0];
  const last = times.at(-1);
  if (first === undefined || last === undefined) return;
  reach.value = { first, last };
  if (following.value || instant.value < first || instant.value > last) toNow();
}

export function moveTo(at: number): void {
  const bounds = reach.value;
  if (!bounds) return;
  following.value = false;
  instant.value = Math.min(Math.max(at, bounds.first), bounds.last);
}

export function toNow(): void {
  const bounds = reach.value;
  if (!bounds) return;
  playing.value = false;
  instant.value = Math.min(Math.max(shown.value.getTime(), bounds.first), bounds.last);
  following.value = true;
}

export function step(minutes: number): void {
  playing.value = false;
  moveTo(instant.value + minutes * 60_000);
}

export function togglePlay(): void {
  const bounds = reach.value;
  if (!bounds) return;
  if (!playing.value && instant.value >= bounds.last) instant.value = bounds.first;
  playing.value = !playing.value;
  following.value = false;
}

/** Go on by what has passed on the wall [ms]; stops at the end. */
export function pass(milliseconds: number): void {
  const bounds = reach.value;
  if (!playing.value || !bounds) return;
  instant.value = Math.min(instant.value + milliseconds * speed.value, bounds.last);
  if (instant.value >= bounds.last) playing.value = false;
}
