/** What waits for an answer, in words, the gravest first; it does not go away until somebody says what was done. */
import { t } from "../../words/index.ts";
import { Act } from "./act.tsx";
import type { Alarm, Sheet } from "./shapes.ts";

/** Where people may be left without help stands before what is only late. */
const GRAVEST = ["rescue_refused", "trigger", "phase_low", "phases", "untold", "refused", "hand_over", "acknowledge", "crossing", "contradiction"];
/** Of these none is ever folded away. */
const HIGHEST = new Set(["rescue_refused", "trigger", "phase_low"]);
const SHOWN = 2;

function rank(one: Alarm): number {
  const found = GRAVEST.indexOf(one.kind);
  return found < 0 ? GRAVEST.length : found;
}

export function Alarms({ found }: { found: Sheet }) {
  if (!found.alarms.length) return null;
  const rows = [...found.alarms].sort((a, b) => rank(a) - rank(b));
  const shown = Math.max(SHOWN, rows.filter((one) => HIGHEST.has(one.kind)).length);
  const more = rows.length - shown;
  return (
    <section class="alarms" aria-label={t("case.alarms")}>
      <h3>{t("case.alarms_count", { count: rows.length })}</h3>
      <Rows rows={rows.slice(0, shown)} found={found} />
      {more > 0 ? (
        <details>
          <summary>{t("case.alarms_more", { count: more })}</summary>
          <Rows rows={rows.slice(shown)} found={found} />
        </details>
      ) : null}
    </section>
  );
}

function Rows({ rows, found }: { rows: Alarm[]; found: Sheet }) {
  return (
    <ul>
      {rows.map((one) => {
        const words = wordsOf(one, found.case);
        return (
          <li key={one.alarm}>
            <p>{words}</p>
            <Act kind="alarm.answered" body={{ alarm: one.alarm }} label={t("case.alarm_answer")} about={words} />
          </li>
        );
      })}
    </ul>
  );
}

/** The case is named above: its number before each sentence only takes room. */
function wordsOf(one: Alarm, name: string): string {
  const words = one.words.replace(new RegExp(`^${name}\\s*:\\s*`), "");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
