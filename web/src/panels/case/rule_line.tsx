/** One rule of an option: met, not met or unknown; on whose word, and by which text. */
import { hashOf } from "../../state/route.ts";
import { Badge } from "../../ui/index.ts";
import { linked } from "../../ui/linked.tsx";
import { named, t } from "../../words/index.ts";
import { moment } from "./moments.ts";
import { answer } from "./open_case.ts";
import type { FactSaid, RuleRow } from "./shapes.ts";
import { Sign } from "./sign.tsx";
import { Source } from "./sources.tsx";

export function RuleLine({ row }: { row: RuleRow }) {
  const waived = row.status === "waived";
  const word = waived ? t("case.waived") : named("case.row", `${row.effect}_${row.status}`);
  return (
    <li class="rule">
      <p>
        <Sign state={row.status} word={word} /> {row.label}
        {row.reading ? <span class="soft"> ({t("case.reading")})</span> : null}
        {row.certain ? null : <Badge tone="unknown">{t("case.in_doubt")}</Badge>}
      </p>
      {row.waived_by.length && waived ? <p class="soft">{linked(t("case.waived_by", { rules: row.waived_by.join(", ") }))}</p> : null}
      {row.facts.length ? (
        <ul class="facts">
          {row.facts.map((fact) => (
            <Fact key={fact.fact} fact={fact} />
          ))}
        </ul>
      ) : null}
      <Text row={row} />
    </li>
  );
}

/** Where the rule stands: shown on hover and focus, and always on paper. */
function Text({ row }: { row: RuleRow }) {
  return (
    <p class="text">
      <a href={hashOf("doctrine", row.rule)}>{row.rule}</a>
      <span class="tip">
        {" "}
        {row.article ? t("case.rule_text", { doctrine: title(row.doctrine), article: row.article }) : title(row.doctrine)}{" "}
        {t("case.confidence", { confidence: named("case.value", row.confidence) })}{" "}
        {t("case.source")} <Source name={row.source} />
      </span>
    </p>
  );
}

function title(doctrine: string): string {
  return answer.value?.doctrines.find((one) => one.id === doctrine)?.title ?? doctrine;
}

function Fact({ fact }: { fact: FactSaid }) {
  const unknown = fact.by === "" && fact.at === null;
  return (
    <li>
      {t("case.labelled", { name: fact.label })} {unknown ? <Badge tone="unknown">{t("unknown")}</Badge> : <strong>{fact.value}</strong>}{" "}
      {unknown ? <span class="soft">{t("case.nobody_said")}</span> : <span class="soft">{t("case.by_at", { by: fact.by, time: moment(fact.at) })}</span>}
    </li>
  );
}
