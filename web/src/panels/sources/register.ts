/** What the room can say of where numbers come from: one source or assumption, and the lists that it has at hand. */
import { computed, signal } from "@preact/signals";
import { get } from "../../api/client.ts";
import { Problem } from "../../api/problem.ts";
import { forecast } from "../../state/forecast.ts";

export interface Source {
  key: string;
  title: string;
  authors: string[] | string;
  year: number | string | null;
  where: string;
  licence: string;
}
export interface Assumption {
  key: string;
  /** Null where it is withheld; several by name where it is a set of weights. */
  value: number | string | Record<string, number> | null;
  unit: string;
  low: number | string | null;
  high: number | string | null;
  source: string;
  why: string;
  cited?: Source;
}
interface Doctrine {
  id: string;
  title: string;
  sources: string[];
  cited?: Source[];
}
/** A field of the sea that was fetched or added, as the answer's manifest names it. */
export interface KeptField {
  layer: string;
  source: string;
  title: string;
  licence: string;
  sha256: string;
  made: string;
  resolution_m: number;
  use: "used" | "compared";
}
export type Shown = { source: Source } | { kept: KeptField[] } | { assumption: Assumption } | { words: string; nearest: string };

export const shown = signal<Shown | null>(null);
export const doctrines = signal<Doctrine[]>([]);
let turn = 0;

const manifest = computed(() => forecast.value?.answer.manifest as { sources?: Source[]; assumptions?: Assumption[]; kept_fields?: KeptField[] } | undefined);
/** Of the answer that is open; null where none is. */
export const ofAnswer = computed(() => {
  const found = manifest.value;
  return found ? { sources: found.sources ?? [], assumptions: found.assumptions ?? [] } : null;
});
/** What the doctrines of the day are read from, each once. */
export const ofDoctrines = computed(() => {
  const all = doctrines.value.flatMap((one) => one.cited ?? []);
  return [...new Map(all.map((one) => [one.key, one])).values()];
});

/** Which doctrines and assumptions rest on a source. */
export function restingOn(key: string): { doctrines: Doctrine[]; assumptions: Assumption[] } {
  return {
    doctrines: doctrines.value.filter((one) => one.sources.includes(key)),
    assumptions: (ofAnswer.value?.assumptions ?? []).filter((one) => one.source === key),
  };
}

export async function loadOne(name: string): Promise<void> {
  turn += 1;
  const mine = turn;
  shown.value = null;
  const found = name ? await one(name) : null;
  if (mine === turn) shown.value = found;
}

async function one(name: string): Promise<Shown> {
  const kept = manifest.value?.kept_fields?.filter((each) => each.source === name) ?? [];
  if (kept.length) return { kept };
  const wanted = ofAnswer.value?.assumptions.some((each) => each.key === name) ? [assumption, source] : [source, assumption];
  try {
    return await wanted[0]!(name).catch((error: unknown) => {
      if (!(error instanceof Problem) || error.code !== "reference.none") throw error;
      return wanted[1]!(name).catch(() => {
        throw error; // the nearest of the first kind asked for is the likelier
      });
    });
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 422) throw error;
    return { words: error.message, nearest: String(error.params.nearest ?? "") };
  }
}

async function source(name: string): Promise<Shown> {
  return { source: (await get("/api/sources/{source}", { path: { source: name } })) as unknown as Source };
}

async function assumption(name: string): Promise<Shown> {
  return { assumption: (await get("/api/assumptions/{assumption}", { path: { assumption: name } })) as unknown as Assumption };
}

/** The doctrines of the room's day, and what each is read from. */
export async function loadDoctrines(): Promise<void> {
  const found = (await get("/api/doctrines")) as unknown as { doctrines: Doctrine[] };
  doctrines.value = found.doctrines;
  const whole = await Promise.all(found.doctrines.map((each) => get("/api/doctrines/{doctrine}", { path: { doctrine: each.id } })));
  doctrines.value = whole as unknown as Doctrine[];
}

export function authors(of: Source): string {
  return [of.authors].flat().filter(Boolean).join(", ");
}
