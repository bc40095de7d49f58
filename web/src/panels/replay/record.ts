/** The record as it can be stepped through, and the step that is looked at. */
import { computed, effect, signal } from "@preact/signals";
import { get } from "../../api/client.ts";
import { news } from "../../api/stream.ts";
import { asOf } from "../../state/as_of.ts";
import { openCase } from "../../state/case.ts";
import { now } from "../../state/clock.ts";
import { failed } from "../../state/failures.ts";
import { me } from "../../state/session.ts";
import { language } from "../../words/index.ts";
import { endOfMinute, type Moment, type Step, stepAt, stepsOf } from "./steps.ts";

const moments = signal<Moment[]>([]);
/** Older entries that the server left off. */
export const leftOff = signal(0);
/** Whether the whole record is stepped through though a case is open. */
export const whole = signal(false);
export const playing = signal(false);
/** How many entries, of any case, came in while somebody looks back. */
export const meanwhile = signal(0);

export const ofCase = computed(() => (whole.value ? "" : openCase.value));
export const steps = computed<Step[]>(() => stepsOf(moments.value));
/** The step looked at; null for now, -1 before the first. */
export const index = computed(() => (asOf.value === null ? null : stepAt(steps.value, asOf.value)));
export const step = computed(() => (index.value === null ? null : (steps.value[index.value] ?? null)));
/** How many entries are known now and were not then. */
export const later = computed(() => {
  const at = index.value;
  return at === null ? 0 : steps.value.slice(at + 1).reduce((sum, one) => sum + one.entries.length, 0);
});
let turn = 0;

export function watchRecord(): () => void {
  const stops = [watchSteps(), watchMeanwhile()];
  return () => stops.forEach((stop) => stop());
}

function watchMeanwhile(): () => void {
  let seen = news.peek()?.seq ?? 0;
  return effect(() => {
    const row = news.value;
    if (asOf.value === null) meanwhile.value = 0;
    else if (row && row.seq > seen) meanwhile.value = meanwhile.peek() + 1;
    seen = Math.max(seen, row?.seq ?? 0);
  });
}

function watchSteps(): () => void {
  return effect(() => {
    const [name, spoken] = [ofCase.value, language.value];
    void [news.value, spoken];
    if (!me.value?.actions.includes("read_queue")) return;
    turn += 1;
    const mine = turn;
    get("/api/moments", { query: name ? { case: name } : {} })
      .then((said) => {
        const found = said as unknown as { moments: Moment[]; left_off: number };
        if (mine !== turn) return;
        moments.value = found.moments;
        leftOff.value = found.left_off;
      })
      .catch(failed);
  });
}

/** Show the room as it was known at an instant. */
export function lookAt(instant: string): void {
  asOf.value = instant;
}

/** Show it as it was known when step number `wanted` had just been entered; after the last comes now. */
export function lookAtStep(wanted: number): void {
  const found = steps.value[Math.max(wanted, 0)];
  if (found) lookAt(found.entered);
  else toNow();
}

/** Show it as known at the end of a minute; a minute to come is now. */
export function lookAtMinute(chosen: string): void {
  const end = endOfMinute(chosen, now.value);
  if (end) lookAt(end);
  else if (chosen) toNow();
}

export function back(): void {
  playing.value = false;
  const at = index.value;
  if (at === null) return lookAtStep(Math.max(0, steps.value.length - 2)); // the last step is as now
  const between = steps.value[at] && steps.value[at].entered !== asOf.value;
  lookAtStep(between ? at : at - 1);
}

export function forth(): void {
  const at = index.value;
  if (at !== null) lookAtStep(at + 1);
}

export function toNow(): void {
  playing.value = false;
  asOf.value = null;
}

export function togglePlay(): void {
  if (asOf.value === null) lookAtStep(0);
  playing.value = !playing.value && asOf.value !== null;
}
