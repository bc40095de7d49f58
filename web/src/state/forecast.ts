/** The newest forecast of the open case: its answer, its particles, its probability; all as the server made them. */
import { computed, effect, signal } from "@preact/signals";
import { get, getRaw } from "../api/client.ts";
import { decoded, type Ensemble } from "../panels/map/ensemble.ts";
import { language } from "../words/index.ts";
import { sheet } from "./case.ts";
import { failed } from "./failures.ts";
import { begin as beginAt } from "./instant.ts";

export interface Place {
  lat: number;
  lon: number;
  dmm: string;
}
export interface Timed extends Place {
  time: string;
}
export interface Layer {
  known: boolean;
  source: string;
  source_name: string;
  age_h: number | null;
  note: string;
}
export interface Asset {
  name: string;
  kind: string;
  standing: string;
  from_place: string;
  first_reached: string | null;
  half_reached: string | null;
  most_reached: string | null;
  reach_unknown_because: string | null;
  capacity: number | null;
  room: string;
}
export interface Datum {
  time: string;
  kind: string;
  points: Place[];
  box: Place[];
  search_radius_nm: number;
  total_probable_error_nm: number;
}
/** Where people may first come ashore: a forecast that may be wrong, never a plan. */
export interface Landfall {
  kind: "named" | "not_named" | "rest";
  shore: string;
  probability: number;
  first: string;
  quantile_50: string;
}
export interface Answer {
  coordination: { sentence: string };
  situation: { time: string; position: Place | null; position_error_m: number | null };
  sea: Record<string, { layer: Layer } | null>;
  forecast: { known: boolean; unknown_because: string | null; times: string[]; datum: Datum | null; landfalls?: Landfall[] | null };
  assets: Asset[];
  manifest: { evidence?: { outcome: string; text: string; fixes: unknown[] } };
  [part: string]: unknown;
}
export interface Grid {
  time: string;
  body: string;
  west: number;
  south: number;
  dlon: number;
  dlat: number;
  rows: number;
  columns: number;
  cell_east_m: number;
  cell_nm2: number;
  held: number;
  values: number[];
}
export interface Contour {
  geometry: { coordinates: number[][][][] };
  properties: { time: string; level: number; area_nm2: number; body: string };
}
export interface Probability {
  times: string[];
  unit: number;
  grids: Grid[];
  contours: { features: Contour[] };
  most_likely_track: Timed[];
  mean_track: Timed[];
  hull_track: Timed[];
}
export interface Forecast {
  case: string;
  assessment: string;
  craft: string;
  answer: Answer;
  probability: Probability | null;
  ensemble: Ensemble | null;
}

export const MOST_PARTICLES = 20_000;
export const forecast = signal<Forecast | null>(null);
/** The boat that is looked at where a case has several; empty for the newest assessed. */
export const chosenCraft = signal("");

interface Made {
  assessment: string;
  craft: string;
}
const made = computed(() => ((sheet.value as { assessments?: Made[] } | null)?.assessments ?? []) as Made[]);
/** Boats of the open case that have a forecast, newest last. */
export const craftsSeen = computed(() => [...new Set(made.value.map((one) => one.craft))]);
const wanted = computed(() => {
  const name = (sheet.value as { case?: string } | null)?.case ?? "";
  const last = made.value.findLast((one) => !chosenCraft.value || one.craft === chosenCraft.value);
  return name && last ? `${name} ${last.assessment} ${last.craft}` : "";
});
let turn = 0;

/** Load when the open case has another newest assessment, or the language changes. */
export function watchForecast(): () => void {
  return effect(() => {
    const [name = "", assessment = "", craft = ""] = wanted.value.split(" ");
    const spoken = language.value;
    turn += 1;
    if (!assessment) forecast.value = null;
    else load({ name, assessment, craft, spoken }, turn).catch(failed);
  });
}

async function load(of: { name: string; assessment: string; craft: string; spoken: string }, mine: number): Promise<void> {
  const how = { path: { case: of.name, assessment: of.assessment } };
  const path = "/api/cases/{case}/assessments/{assessment}" as const;
  const before = forecast.peek(); // read, not watched: an effect called us
  const same = before?.assessment === of.assessment && before.case === of.name;
  const areas = `${path}/probability` as "/api/cases/{case}/assessments/{assessment}/probability";
  const [answer, drawn] = await Promise.all([
    get(path, { ...how, query: { language: of.spoken } }) as unknown as Promise<Answer>,
    same ? before.probability : (get(areas, { ...how, query: { grids: false } }) as unknown as Promise<Probability>),
  ]);
  if (mine !== turn) return;
  const kept = { probability: answer.forecast.known ? drawn : null, ensemble: same ? before.ensemble : null };
  if (!same && answer.forecast.known) beginAt(answer.forecast.times.map((one) => Date.parse(one)));
  forecast.value = { case: of.name, assessment: of.assessment, craft: of.craft, answer, ...kept };
  if (same || !answer.forecast.known) return;
  const [probability, bytes] = await Promise.all([
    get(areas, how),
    getRaw(`${path}/ensemble` as "/api/cases/{case}/assessments/{assessment}/ensemble", { ...how, query: { most: MOST_PARTICLES } }),
  ]);
  const ensemble = decoded(await bytes.arrayBuffer());
  if (mine !== turn) return;
  beginAt(ensemble.times);
  forecast.value = { ...forecast.value!, probability: probability as unknown as Probability, ensemble };
}
