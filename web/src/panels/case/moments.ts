/** Moments as the sheet writes them: UTC, with the day where it is another one. */
import { utc, utcWithDay } from "../../format/index.ts";
import { shown } from "../../state/clock.ts";
import { language, t } from "../../words/index.ts";

const DAY_MS = 86_400_000;

export function moment(at: string | null | undefined): string {
  if (!at) return t("unknown");
  const found = new Date(at);
  if (Number.isNaN(found.getTime())) return at;
  const sameDay = Math.floor(found.getTime() / DAY_MS) === Math.floor(shown.value.getTime() / DAY_MS);
  return sameDay ? utc(found) : utcWithDay(found, language.value);
}
