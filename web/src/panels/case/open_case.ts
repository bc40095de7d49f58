/** The case that is open, typed, with what belongs to it: its gates, its newest answer, the one before. */
import { computed, effect, signal } from "@preact/signals";
import { get } from "../../api/client.ts";
import { news } from "../../api/stream.ts";
import { asOf } from "../../state/as_of.ts";
import { sheet as told } from "../../state/case.ts";
import { failed } from "../../state/failures.ts";
import { chosenCraft, forecast } from "../../state/forecast.ts";
import { language } from "../../words/index.ts";
import type { Answer, Gates, Sheet } from "./shapes.ts";

export const sheet = computed(() => told.value as unknown as Sheet | null);
export const gates = signal<Gates | null>(null);

/** The newest assessment of the boat that is looked at. */
export const newest = computed(() => {
  const made = sheet.value?.assessments ?? [];
  return made.findLast((one) => !chosenCraft.value || one.craft === chosenCraft.value) ?? null;
});
/** Its answer; null while it is on its way, or where there is none. */
export const answer = computed(() => {
  const found = forecast.value;
  const wanted = newest.value;
  const same = found && wanted && found.case === sheet.value?.case && found.craft === wanted.craft;
  return same ? (found.answer as unknown as Answer) : null;
});
/** Whether what is shown is older than the newest assessment. */
export const behind = computed(() => newest.value !== null && forecast.value?.assessment !== newest.value.assessment);

/** The answer before the newest one of the same boat. */
export const before = signal<{ case: string; assessment: string; answer: Answer } | null>(null);

/** Both centres, and any other that is named. */
export const centres = computed(() => {
  const found = sheet.value;
  if (!found) return [];
  const named = answer.value?.coordination.centres.map((one) => one.centre) ?? [];
  return [...new Set([found.owner, ...Object.keys(found.told), ...named, "Dover", "Gris-Nez"])];
});
export const others = computed(() => centres.value.filter((one) => one !== sheet.value?.owner));

export function watchGates(): () => void {
  let turn = 0;
  return effect(() => {
    const name = sheet.value?.case;
    void [news.value, language.value];
    turn += 1;
    const back = asOf.value !== null;
    if (!name || back) {
      gates.value = back ? (sheet.value?.gates ?? null) : null; // the sheet as of then brings its own
      return;
    }
    loadGates(name, () => mine === turn).catch(failed);
    const mine = turn;
  });
}

async function loadGates(name: string, wanted: () => boolean): Promise<void> {
  const found = await get("/api/cases/{case}/gates", { path: { case: name } });
  if (wanted()) gates.value = found as unknown as Gates;
}

const former = computed(() => {
  const [last, made] = [newest.value, sheet.value?.assessments ?? []];
  const one = last ? made.filter((other) => other.craft === last.craft).at(-2) : undefined;
  return one && sheet.value ? `${sheet.value.case} ${one.assessment}` : "";
});
/** The answer before the newest one, once it is there: never that of another moment. */
export const compared = computed(() => {
  const old = before.value;
  return old && former.value === `${old.case} ${old.assessment}` && !behind.value ? old : null;
});

export function watchBefore(): () => void {
  return effect(() => {
    const [name = "", assessment = ""] = former.value.split(" ");
    const spoken = language.value;
    if (!assessment) before.value = null;
    else loadBefore(name, assessment, spoken).catch(failed);
  });
}

async function loadBefore(name: string, assessment: string, spoken: string): Promise<void> {
  const how = { path: { case: name, assessment }, query: { language: spoken } };
  const found = await get("/api/cases/{case}/assessments/{assessment}", how);
  if (former.value === `${name} ${assessment}`) before.value = { case: name, assessment, answer: found as unknown as Answer };
}
