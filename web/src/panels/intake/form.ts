/** Four fields become a report. Pure. */
import { dmm } from "../../format/index.ts";

export interface Form {
  where: string;
  /** Of the telephone's own fix [m]; null where the place was typed. */
  accuracy: number | null;
  persons: string;
  what: string;
  /** Whether somebody needs help. Nothing said counts as yes. */
  need: "" | "yes" | "unknown" | "no";
  reach: string;
}
export const EMPTY: Form = { where: "", accuracy: null, persons: "", what: "", need: "", reach: "" };

export function isEmpty(form: Form): boolean {
  return !(form.where.trim() || form.persons.trim() || form.what.trim() || form.need === "yes");
}

/** The place of a telephone, as a report takes it. */
export function placeOf(fix: { latitude: number; longitude: number; accuracy: number }): Pick<Form, "where" | "accuracy"> {
  return { where: dmm(fix.latitude, fix.longitude), accuracy: Math.max(1, Math.round(fix.accuracy)) };
}

/** What is sent. How to reach somebody goes with the text: it is sealed, and a watch can read it and call back. */
export function reportOf(form: Form, at: string, reachWords: string): Record<string, unknown> {
  const reach = form.reach.trim();
  const where = form.where.trim();
  const facts = form.need === "yes" || form.need === "no" ? { help_asked: form.need } : {};
  return {
    channel: "form",
    source: "volunteer",
    at,
    positions: where ? [where] : [],
    ...(where && form.accuracy !== null ? { position_accuracy_m: form.accuracy } : {}),
    ...(form.persons.trim() ? { persons: form.persons.trim() } : {}),
    facts,
    text: [form.what.trim(), reach ? `${reachWords} ${reach}` : ""].filter(Boolean).join("\n"),
    ...(/^[+\d][\d ().-]{5,}$/.test(reach) ? { phone: reach } : {}),
  };
}

/** A report that was refused, back in the four fields. */
export function formOf(body: Record<string, unknown>, reachWords: string): Form {
  const said = body as { positions?: string[]; position_accuracy_m?: number; persons?: string; text?: string; facts?: { help_asked?: "yes" | "no" } };
  const [what = "", reach = ""] = (said.text ?? "").split(new RegExp(`(?:^|\\n)${reachWords} (?=[^\\n]*$)`));
  return {
    where: said.positions?.[0] ?? "",
    accuracy: said.position_accuracy_m ?? null,
    persons: said.persons ?? "",
    what,
    need: said.facts?.help_asked ?? "",
    reach,
  };
}
