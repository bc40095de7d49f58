/** What the server says of a case, and of its newest assessment: shapes only. */
export interface Stamp {
  at: string;
  entered?: string;
  by_role?: string;
  by_centre?: string;
}
export interface ReportLine extends Stamp {
  report: string;
  channel: string;
  source: string;
  positions: { said: string }[];
  position_used: number;
  persons: { low: number | null; high: number | null; said: string } | null;
  colour: string;
  engine: string;
  status: string;
  set_aside: string;
}
export interface Tally {
  reported: { report: string; source: string; low: number | null; high: number | null; said: string; counts: boolean }[];
  highest: number | null;
  seen: number | null;
  alive: number | null;
  dead: number | null;
  accounted: number | null;
  tied: number | null;
  missing: number | null;
  open: number | null;
}
export interface Contradiction {
  key: string;
  what: string;
  one: string;
  other: string;
  words: string;
  settled?: string;
}
export interface Boat {
  craft: string;
  label: string;
  reports: ReportLine[];
  tally: Tally;
  accounted: { count: number; how: string; by: string; why: string }[];
  contradictions: Contradiction[];
  matches: Record<string, { recovery: string; evidence: string[]; why: string }>;
  merged_in: string[];
}
export interface Alarm {
  alarm: string;
  kind: string;
  words: string;
  since: string;
}
export interface Task extends Stamp {
  task: string;
  unit: string;
  medium: string;
  purpose: string;
  capacity: number | null;
  state: string;
  eta: string | null;
  moved: { to: string; at: string; why: string }[];
}
export interface Relay extends Stamp {
  relay: string;
  near: string[];
  answers: Record<string, { answer: string; why?: string }>;
}
export interface Search extends Stamp {
  search: string;
  unit: string;
  searcher: string;
  target: string;
  start: string;
  end: string;
}
/** Low and high of a share, as the record keeps them: texts. */
export type Range = { low?: string | null; high?: string | null } | null;
export interface Decision extends Stamp {
  decision: string;
  option: string;
  choice: string;
  why: string;
  verdict: string;
  against_advice: boolean;
}
export interface Made extends Stamp {
  assessment: string;
  craft: string;
  as_of: string;
}
export interface Sheet {
  /** Only of a look back: what stood in the way then. */
  gates?: Gates;
  case: string;
  state: string;
  watermark: string;
  coordinator: string;
  owner: string;
  phase: Record<string, string>;
  opened: string;
  call_for_help: boolean;
  since_contact_s: number | null;
  since_fix_s: number | null;
  hand_over_s: number | null;
  owners: { centre: string; since: string }[];
  hand_over: { to: string; at: string; why: string; state?: string } | null;
  told: Record<string, { at: string; channel: string; acknowledged?: string | null }>;
  references: Record<string, string>;
  phases: Record<string, { centre: string; phase: string; indicated: string; why?: string; heard?: string }>;
  phase_mismatch: boolean;
  phases_lowered: (Stamp & { centre: string; phase: string; why: string })[];
  facts: Record<string, { value: string; by: string; at: string }>;
  boats: Boat[];
  recoveries: (Stamp & { recovery: string; unit: string; alive: number; dead?: number; colour?: string; matched?: string | null })[];
  alarms: Alarm[];
  tasks: Task[];
  places_tasked: { sum: number; unknown_units: number };
  relays: Relay[];
  on_scene_coordinator: string;
  mass_rescue: { persons_high: number; places: number; plan: string } | null;
  place_of_safety: { place: string; agreed_by: string; provisional?: boolean } | null;
  searches: Search[];
  searches_valued: Record<string, unknown>[];
  assessments: Made[];
  decisions: Decision[];
  leads: Record<string, { what: string; outcome: string }>;
  escort: { unit: string; triggers: string[] } | null;
  triggers: unknown[];
  outcomes: (Stamp & { source: string; alive?: number | null; dead?: number | null; missing?: number | null; injured?: number | null })[];
  endings: Record<string, unknown>[];
  holds: Record<string, string>;
}
export interface Gate {
  name: string;
  standing: "met" | "not_met" | "unknown";
  words: string;
}
export type Gates = Record<"found" | "exhausted" | "merged", Gate[]>;

export interface FactSaid {
  fact: string;
  label: string;
  value: string;
  by: string;
  at: string | null;
}
export interface RuleRow {
  rule: string;
  status: string;
  source: string;
  effect: string;
  label: string;
  doctrine: string;
  article: string;
  confidence: string;
  reading: boolean;
  certain: boolean;
  waived_by: string[];
  facts: FactSaid[];
}
export interface Option {
  option: string;
  name: string;
  group: string;
  verdict: string;
  precaution: boolean;
  because: string[];
  unknown: string[];
  hazards: string[];
  rows: RuleRow[];
}
export interface Hazard {
  name: string;
  class: string;
  text: string;
  unknown: string[];
  sources: string[];
}
export interface Question {
  fact: string;
  text: string;
  changes: string[];
}
export interface Doctrine {
  id: string;
  title: string;
  certain: boolean;
  doubt: string;
  unknown: string[];
  practice: string[];
}
export interface Asset {
  name: string;
  class: string;
  kind: string;
  standing: string;
  from_place: string;
  first_reached: string | null;
  half_reached: string | null;
  speed_kn: number | null;
  /** Keys, a comma between them. */
  source: string;
  capacity: number | null;
  room: string;
}
export type AnswerPart = "situation" | "sea" | "forecast" | "survival" | "hazards" | "card" | "assets" | "coordination";
export interface SurvivalModel {
  name: string;
  hours: number | null;
  meaning: string;
  in_range: boolean;
  hours_cold: number | null;
  hours_warm: number | null;
  sources: string[];
}
export interface Weighting {
  name: string;
  weight: number;
  why: string;
  /** Left out by older answers. */
  sources?: string[];
}
/** A layer of the sea, with its numbers by name. */
export interface SeaPart {
  layer: { known: boolean; source: string; source_name: string; note: string };
  [number: string]: unknown;
}
export interface Manifest {
  seed: number;
  version: string;
  particles: number;
  hours: number;
  sources: { key: string; title: string; authors: string; year: string }[];
  assumptions: { key: string; source: string }[];
  /** Fetched and added fields of the sea; left out where there are none. */
  kept_fields?: { source: string; title: string }[];
  /** Left out by older answers. */
  parts?: { part: AnswerPart; sources: string[]; assumptions: string[] }[];
}
export interface FirstAction {
  action: string;
  text: string;
  due: string | null;
}
export interface Answer {
  coordination: {
    centres: { centre: string; told: string | null; acknowledged: string | null }[];
    phase_indicated: string;
    actions: FirstAction[];
  };
  situation: { time: string; from_place: string; craft: string; state: string; unknown: string[]; contested: unknown[]; hypotheses: Weighting[]; leeway_classes: Weighting[] };
  survival: {
    urgent_by: string | null;
    urgent_by_text: string;
    not_before: string | null;
    not_before_text: string;
    in_water: string;
    models: SurvivalModel[];
  } | null;
  sea: { light: (SeaPart & { next_daylight: string | null }) | null } & Record<string, SeaPart | null>;
  hazards: Hazard[];
  doctrines: Doctrine[];
  card: Option[];
  control_card: string | null;
  questions: Question[];
  assets: Asset[];
  mass_rescue: { flag: string; text: string } | null;
  manifest?: Manifest;
}
