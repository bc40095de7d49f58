/** Values put into a sentence, and which form of it a number wants. Pure. */
export type Values = Record<string, string | number>;

export function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export function form(words: Record<string, string>, key: string, values: Values, language: string): string {
  if (key in words || typeof values.count !== "number") return key;
  const plural = new Intl.PluralRules(language).select(values.count) === "one" ? "one" : "other";
  return `${key}_${plural}`;
}
