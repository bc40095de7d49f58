/** What people read, from the catalogues that Python reads too. A missing key does not compile. */
import { signal } from "@preact/signals";
import en from "../../../src/estran/language/en/screen.json" with { type: "json" };
import fr from "../../../src/estran/language/fr/screen.json" with { type: "json" };
import { fill, form, type Values } from "./fill.ts";

export type Language = "en" | "fr";
type Stem<K> = K extends `${infer S}_one` ? S : K extends `${infer S}_other` ? S : K;
export type Key = Stem<keyof typeof en>;

const CATALOGUES: Record<Language, Record<Key | string, string>> = {
  en,
  fr: fr satisfies Record<keyof typeof en, string>,
};
const KEPT = "estran.language";

export const language = signal<Language>(first());

export function speak(wanted: Language): void {
  language.value = wanted;
  keep(KEPT, wanted);
}

/** The sentence of a key in the language chosen; `count` picks its singular or plural. */
export function t(key: Key, values: Values = {}): string {
  const words = CATALOGUES[language.value];
  return fill(words[form(words, key, values, language.value)] ?? key, values);
}

/** The word of a state the server named; the server's own name where the catalogue has none. */
export function named(stem: string, name: string): string {
  return CATALOGUES[language.value][`${stem}.${name}`] ?? name.replaceAll("_", " ");
}

function first(): Language {
  const kept = globalThis.localStorage?.getItem(KEPT);
  if (kept === "en" || kept === "fr") return kept;
  return globalThis.navigator?.language?.startsWith("fr") ? "fr" : "en";
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // a browser that keeps nothing still speaks
  }
}
