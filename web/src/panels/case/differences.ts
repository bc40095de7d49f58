/** What one answer says otherwise than the one before. Pure. */
import type { Answer } from "./shapes.ts";

export interface Change {
  what: "verdict" | "hazard" | "urgent" | "not_before" | "asked" | "settled" | "control";
  /** What it is about, in the server's words. */
  about: string;
  from: string;
  to: string;
}

export function changesOf(old: Answer, now: Answer): Change[] {
  return [...ofSurvival(old, now), ...ofCard(old, now), ...ofHazards(old, now), ...ofQuestions(old, now)];
}

function ofSurvival(old: Answer, now: Answer): Change[] {
  const found: Change[] = [];
  const [a, b] = [old.survival, now.survival];
  if (a?.urgent_by !== b?.urgent_by) found.push({ what: "urgent", about: "", from: a?.urgent_by ?? "", to: b?.urgent_by ?? "" });
  if (a?.not_before !== b?.not_before) found.push({ what: "not_before", about: "", from: a?.not_before ?? "", to: b?.not_before ?? "" });
  return found;
}

function ofCard(old: Answer, now: Answer): Change[] {
  const was = new Map(old.card.map((one) => [one.option, one.verdict]));
  const found: Change[] = [];
  for (const one of now.card) {
    const from = was.get(one.option);
    if (from !== one.verdict) found.push({ what: "verdict", about: one.name, from: from ?? "", to: one.verdict });
  }
  if ((old.control_card ?? "") !== (now.control_card ?? ""))
    found.push({ what: "control", about: "", from: old.control_card ?? "", to: now.control_card ?? "" });
  return found;
}

function ofHazards(old: Answer, now: Answer): Change[] {
  const was = new Map(old.hazards.map((one) => [one.name, one.class]));
  return now.hazards
    .filter((one) => was.get(one.name) !== one.class)
    .map((one) => ({ what: "hazard", about: one.text, from: was.get(one.name) ?? "", to: one.class }));
}

function ofQuestions(old: Answer, now: Answer): Change[] {
  const [was, is] = [new Set(old.questions.map((one) => one.fact)), new Set(now.questions.map((one) => one.fact))];
  return [
    ...now.questions.filter((one) => !was.has(one.fact)).map((one): Change => ({ what: "asked", about: one.text, from: "", to: "" })),
    ...old.questions.filter((one) => !is.has(one.fact)).map((one): Change => ({ what: "settled", about: one.text, from: "", to: "" })),
  ];
}
