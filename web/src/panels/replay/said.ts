/** Times and words of the record, short enough to be read at a glance. */
import { utcWithDay, utcWithSeconds } from "../../format/index.ts";
import { now } from "../../state/clock.ts";
import { language } from "../../words/index.ts";

/** The time to the second; with its day where that is not today. */
export function said(instant: string): string {
  const at = new Date(instant);
  const today = at.toISOString().slice(0, 10) === now.value.toISOString().slice(0, 10);
  return today ? utcWithSeconds(at) : utcWithDay(at, language.value);
}

/** What an entry says, and what it says besides, in brackets at its end. */
export function parted(words: string): [string, string] {
  const at = words.indexOf(". (");
  return at > 0 && words.endsWith(")") ? [words.slice(0, at + 1), words.slice(at + 2)] : [words, ""];
}
