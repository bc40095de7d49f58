/** What may be answered to a question, and in which words: "yes" must mean the fact, not the question. Pure. */
export interface Reply {
  value: string;
  /** Under `case.answer`, or plain `case.value` where the question can be answered by yes and no. */
  stem: "case.answer" | "case.value";
  name: string;
}

/** Facts whose question is not their own affirmation: "Is the engine running?" asks for `engine_stopped`. */
const OWN_WORDS = new Set(["engine_stopped", "tubes_damaged", "clothing_dry", "position_known", "call_back_possible"]);
const CATEGORIES: Record<string, readonly string[]> = { life_jackets: ["all", "some", "none"] };
export const NUMBERS: Record<string, "persons" | "hours"> = { persons_aboard: "persons", rescue_places: "persons", time_in_water: "hours" };

export function repliesTo(fact: string): Reply[] {
  const unknown: Reply = { value: "unknown", stem: "case.value", name: "unknown" };
  if (fact in NUMBERS) return [unknown];
  const values = CATEGORIES[fact] ?? ["yes", "no"];
  const own = OWN_WORDS.has(fact) || fact in CATEGORIES;
  return [...values.map((value): Reply => ({ value, stem: own ? "case.answer" : "case.value", name: own ? `${fact}_${value}` : value })), unknown];
}
