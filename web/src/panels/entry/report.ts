/** From a pasted text to a report: what was understood, what a person chose, what they typed. Pure. */
export interface Reading {
  value: string;
  words: string;
  start: number;
  end: number;
  why: string;
}
export interface Found {
  field: string;
  standing: "understood" | "ambiguous";
  readings: Reading[];
}
export interface Preview {
  found: Found[];
  unknown: string[];
  draft: { text?: string; positions?: string[] };
}
/** What somebody typed or chose, by field; "" says that it is not known. */
export type Edits = Readonly<Record<string, string>>;

export const YES_NO = ["persons_in_water", "taking_water", "tubes_damaged", "injured_or_ill", "children_seen", "help_asked"] as const;
export const CHOICES: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(YES_NO.map((one) => [one, ["yes", "no"]])),
  engine: ["running", "stopped", "none"],
  life_jackets: ["all", "some", "none"],
};
const FACTS: readonly string[] = [...YES_NO, "life_jackets"];
/** In the order in which a watch asks. */
export const FIELDS = [
  "position", "persons", "persons_in_water", "taking_water", "engine", "tubes_damaged", "injured_or_ill",
  "children_seen", "life_jackets", "help_asked", "at", "colour", "state", "craft", "phone",
] as const;
export type FieldName = (typeof FIELDS)[number];
/** Found in words, and filling in nothing: they are shown, loudly. */
export const LOUD = ["danger", "contact"] as const;

export type Standing = "typed" | "understood" | "ambiguous" | "unknown";
export interface Row {
  field: FieldName;
  standing: Standing;
  value: string;
  /** The very words it came from. */
  words: string;
  /** Two readings or more, of which a person chooses one. */
  readings: Reading[];
}

export function rows(preview: Preview | null, edits: Edits): Row[] {
  return FIELDS.map((field) => row(field, preview?.found.find((one) => one.field === field), edits[field]));
}

function row(field: FieldName, found: Found | undefined, typed: string | undefined): Row {
  const readings = found?.standing === "ambiguous" ? found.readings : [];
  const words = [...new Set(found?.readings.map((one) => one.words))].join(" · ");
  if (typed !== undefined) return { field, standing: typed ? "typed" : "unknown", value: typed, words, readings };
  if (!found) return { field, standing: "unknown", value: "", words, readings };
  if (readings.length) return { field, standing: "ambiguous", value: "", words, readings };
  const values = found.readings.map((one) => one.value);
  return { field, standing: "understood", value: [...new Set(values)].join(" ; "), words, readings };
}

export interface Sent {
  channel: string;
  source: string;
  at: string;
}

/** The report as it is sent. What nobody chose stays out; the text goes along as it was pasted. */
export function reportOf(text: string, preview: Preview | null, edits: Edits, sent: Sent): Record<string, unknown> {
  const known = new Map(rows(preview, edits).filter((one) => one.value).map((one) => [one.field as string, one.value]));
  const facts = Object.fromEntries(FACTS.filter((one) => known.has(one)).map((one) => [one, known.get(one)]));
  const fields = Object.fromEntries(["state", "craft"].filter((one) => known.has(one)).map((one) => [one, known.get(one)]));
  const plain = Object.fromEntries(["persons", "colour", "engine", "phone"].filter((one) => known.has(one)).map((one) => [one, known.get(one)]));
  return {
    channel: sent.channel,
    source: sent.source,
    at: known.get("at") ?? sent.at,
    positions: places(preview, edits),
    ...plain,
    facts,
    fields,
    text: (preview?.draft.text ?? text).trim(),
  };
}

/** A report that was refused, back as something to be changed: all of it as if typed. */
export function editsOf(body: Record<string, unknown>): Edits {
  const { facts = {}, fields = {}, positions = [] } = body as { facts?: Edits; fields?: Edits; positions?: string[] };
  const plain = ["persons", "colour", "engine", "phone", "at"].filter((one) => body[one]).map((one) => [one, String(body[one])]);
  return { ...Object.fromEntries(plain), ...facts, ...fields, ...(positions.length ? { position: positions.join(" ; ") } : {}) };
}

function places(preview: Preview | null, edits: Edits): string[] {
  const typed = edits.position;
  if (typed === undefined) return preview?.draft.positions ?? [];
  return typed.split(";").map((one) => one.trim()).filter(Boolean);
}

export interface Piece {
  text: string;
  /** Which field the words speak of; "" where of none. */
  field: string;
  standing: string;
}

/** A text cut where words were understood. The server counts characters, not the halves of JavaScript. */
export function pieces(text: string, found: readonly Found[]): Piece[] {
  const letters = Array.from(text);
  const marks = found.flatMap((one) => one.readings.map((reading) => ({ field: one.field, standing: one.standing, ...reading })));
  marks.sort((one, other) => one.start - other.start || other.end - one.end);
  const cut: Piece[] = [];
  let at = 0;
  const plain = (until: number) => {
    if (until > at) cut.push({ text: letters.slice(at, until).join(""), field: "", standing: "" });
  };
  for (const one of marks) {
    if (one.start < at) continue; // the same words, read twice
    plain(one.start);
    cut.push({ text: letters.slice(one.start, one.end).join(""), field: one.field, standing: one.standing });
    at = one.end;
  }
  plain(letters.length);
  return cut;
}

/** How it came and through whom, by one key each. */
export const PRESETS = [
  { key: "1", channel: "call", source: "caller" },
  { key: "2", channel: "message", source: "ngo" },
  { key: "3", channel: "vhf", source: "ship" },
  { key: "4", channel: "centre", source: "centre" },
  { key: "5", channel: "patrol", source: "patrol" },
  { key: "6", channel: "aircraft", source: "aircraft" },
  { key: "7", channel: "call", source: "semaphore" },
  { key: "8", channel: "call", source: "resident" },
] as const;
