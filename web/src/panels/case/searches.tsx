/** Searches done, what each was worth as a range, and the next daylight. No figure here ends a search. */
import { signal } from "@preact/signals";
import { percent } from "../../format/index.ts";
import { may } from "../../state/session.ts";
import { Badge, Button } from "../../ui/index.ts";
import { language, named, t } from "../../words/index.ts";
import { Act, Said } from "./act.tsx";
import { searcherChoices, targetChoices } from "./choices.ts";
import { send, slipOf } from "./entering.ts";
import { moment } from "./moments.ts";
import { Section } from "./section.tsx";
import type { Answer, Sheet } from "./shapes.ts";

interface Worth {
  search: string;
  pod_low: string | null;
  pod_high: string | null;
  pos_low: string | null;
  pos_high: string | null;
  unknown_because?: string;
}
interface Valued {
  craft: string;
  searches: Worth[];
  pos_low: string | null;
  pos_high: string | null;
}

const maySearch = may("search");
const valuing = signal("");

export function Searches({ found, known }: { found: Sheet; known: Answer | null }) {
  const valued = found.searches_valued.map((one) => one as unknown as Valued);
  const daylight = known?.sea.light?.next_daylight ?? null;
  return (
    <Section title={t("case.searches")} brief={t("case.searches_brief", { count: found.searches.length })} id="case-searches">
      <p>{t("case.next_daylight", { time: moment(daylight) })}</p>
      {found.searches.length ? null : <p class="none">{t("case.no_search")}</p>}
      <ul>
        {found.searches.map((one) => (
          <li key={one.search}>
            <p>
              <strong>{one.search}</strong>{" "}
              {t("case.search", { unit: one.unit, target: named("case.value", one.target), start: moment(one.start), end: moment(one.end) })}
            </p>
            <Value worth={valued.flatMap((other) => other.searches).findLast((other) => other.search === one.search)} />
          </li>
        ))}
      </ul>
      {latest(valued).map((one) => (
        <p key={one.craft}>
          {t("case.searches_together", { craft: one.craft })} <Range low={one.pos_low} high={one.pos_high} words="case.pos" />
        </p>
      ))}
      <p class="soft">{t("case.ends_no_search")}</p>
      <div class="acts">
        <Act
          kind="search.done"
          ask={["spacing_nm", "speed_kn", "visibility_nm"]}
          choose={{ searcher: searcherChoices(), target: targetChoices() }}
        />
        {found.searches.length && maySearch.value ? <ValueButton found={found} /> : null}
        <Act kind="daylight.considered" start={daylight ? { next_daylight: daylight } : {}} />
      </div>
    </Section>
  );
}

function latest(valued: Valued[]): Valued[] {
  return [...new Map(valued.map((one) => [one.craft, one])).values()];
}

function ValueButton({ found }: { found: Sheet }) {
  const name = `${found.case} value`;
  const press = async () => {
    valuing.value = found.case;
    await send(name, "/api/cases/{case}/searches/value", {});
    valuing.value = "";
  };
  return (
    <div class="act">
      <Button onPress={() => void press()} disabled={valuing.value === found.case}>
        {t("case.value_searches")}
      </Button>
      {slipOf(name).said ? <Said text={slipOf(name).said} /> : null}
    </div>
  );
}

function Value({ worth }: { worth: Worth | undefined }) {
  if (!worth) return <p class="soft">{t("case.not_valued")}</p>;
  return (
    <p>
      <Range low={worth.pod_low} high={worth.pod_high} words="case.pod" /> · <Range low={worth.pos_low} high={worth.pos_high} words="case.pos" />
      {worth.unknown_because ? <span class="soft"> {t("case.value_unknown", { why: worth.unknown_because })}</span> : null}
    </p>
  );
}

function Range({ low, high, words }: { low: string | null; high: string | null; words: "case.pod" | "case.pos" }) {
  const value = low === null || high === null ? null : t("case.from_to", { low: percent(Number(low), language.value), high: percent(Number(high), language.value) });
  return (
    <>
      {t(words)} {value ? <strong>{value}</strong> : <Badge tone="unknown">{t("unknown")}</Badge>}
    </>
  );
}
