/** What was decided, by which role, and what the card said then. */
import { Badge } from "../../ui/index.ts";
import { named, t } from "../../words/index.ts";
import { centre as call } from "./centre.ts";
import { moment } from "./moments.ts";
import { Section } from "./section.tsx";
import type { Decision, Sheet } from "./shapes.ts";

export function Decisions({ found }: { found: Sheet }) {
  return (
    <Section title={t("case.decisions")} brief={t("case.decisions_count", { count: found.decisions.length })} id="case-decisions">
      {found.decisions.length ? null : <p class="none">{t("case.no_decision")}</p>}
      <ul>
        {[...found.decisions].reverse().map((one) => (
          <Line key={one.decision} one={one} />
        ))}
      </ul>
    </Section>
  );
}

function Line({ one }: { one: Decision }) {
  return (
    <li>
      {one.against_advice ? <Badge tone="alarm">{t("case.against_advice")}</Badge> : null}{" "}
      {t("case.decision", {
        time: moment(one.at),
        centre: call(one.by_centre),
        role: named("role", one.by_role ?? ""),
        option: one.option,
        choice: named("case.value", one.choice),
        verdict: named("case.verdict", one.verdict),
      })}{" "}
      {t("case.because", { why: one.why })}
    </li>
  );
}
