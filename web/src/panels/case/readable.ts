/** Keys of contradictions inside the server's sentences, put into the words that it has for them. Pure. */
import type { Boat } from "./shapes.ts";

export function readable(text: string, boats: readonly Boat[]): string {
  let found = text;
  for (const one of boats.flatMap((boat) => boat.contradictions)) found = found.replaceAll(one.key, one.words.replace(/\.$/, ""));
  return found;
}
