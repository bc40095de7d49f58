/** What the registry says of a day: the list, one doctrine, one rule, what was promised. */
import { signal } from "@preact/signals";
import { get } from "../../api/client.ts";
import { Problem } from "../../api/problem.ts";
import type { Part } from "./page.tsx";

export interface Cited {
  key: string;
  title: string;
  authors: string[];
  year: number | null;
  where: string;
  licence: string;
}
export interface Doctrine {
  id: string;
  title: string;
  authority: string;
  layer: string;
  stands: string;
  valid_from: string | null;
  valid_until: string | null;
  doubtful_from: string | null;
  known_from: string | null;
  base: string;
  replaces: string[];
  text: "public" | "partly" | "restricted";
  confidence: "high" | "medium" | "low";
  unknown: string[];
  practice: { since: string; text: string; source: string; contradicts: string[] }[];
  marks: string[];
}
export interface Rule {
  id: string;
  effect: string;
  label: string;
}
export interface Page {
  title: string;
  watermark: string;
  marks: string[];
  parts: Part[];
  notes: string[];
}
export type Shown =
  | { kind: "doctrine"; one: Doctrine & { rules: Rule[]; page: Page } }
  | { kind: "rule"; id: string; part: Part; cited: Cited | null; above: Doctrine }
  | { kind: "promised"; page: Page }
  | { kind: "none"; words: string; nearest: string };

export const PROMISED = "commitments";
/** The day whose knowledge is shown; empty for the room's own. */
export const day = signal("");
export const list = signal<{ day: string; doctrines: Doctrine[] } | null>(null);
export const shown = signal<Shown | null>(null);
let turn = 0;

export async function load(name: string): Promise<void> {
  turn += 1;
  const mine = turn;
  shown.value = null;
  const found = (await get("/api/doctrines", { query: asked() })) as unknown as { day: string; doctrines: Doctrine[] };
  if (mine !== turn) return;
  list.value = found;
  const one = name ? await oneOf(name, found.doctrines) : null;
  if (mine === turn) shown.value = one;
}

async function oneOf(name: string, known: Doctrine[]): Promise<Shown> {
  try {
    if (name === PROMISED) {
      const { page } = (await get("/api/commitments", { query: asked() })) as unknown as { page: Page };
      return { kind: "promised", page };
    }
    if (known.some((one) => one.id === name)) return await doctrine(name);
    return await rule(name).catch((error: unknown) => elsewhere(name, error));
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 422) throw error;
    return { kind: "none", words: error.message, nearest: String(error.params.nearest ?? "") };
  }
}

/** No rule of this name: perhaps a doctrine that was not of interest on the day. */
function elsewhere(name: string, error: unknown): Promise<Shown> {
  if (!(error instanceof Problem) || error.code !== "reference.none") throw error;
  return doctrine(name).catch(() => {
    throw error;
  });
}

async function doctrine(name: string): Promise<Shown> {
  const path = { doctrine: name };
  const one = (await get("/api/doctrines/{doctrine}", { path, query: asked() })) as unknown as Doctrine & { rules: Rule[]; page: Page };
  return { kind: "doctrine", one };
}

async function rule(name: string): Promise<Shown> {
  const found = (await get("/api/rules/{rule}", { path: { rule: name } })) as unknown as { id: string; doctrine: string; part: Part; cited: Cited | null };
  const path = { doctrine: found.doctrine };
  const above = (await get("/api/doctrines/{doctrine}", { path, query: asked() })) as unknown as Doctrine;
  return { kind: "rule", id: found.id, part: found.part, cited: found.cited, above };
}

function asked(): { at?: string } {
  return day.value ? { at: day.value } : {};
}
