/** One option: its verdict in words, what it hangs on, its rules, and what was decided of it. */
import { Badge } from "../../ui/index.ts";
import { named, t } from "../../words/index.ts";
import { Act } from "./act.tsx";
import { moment } from "./moments.ts";
import { RuleLine } from "./rule_line.tsx";
import type { Answer, Option, Sheet } from "./shapes.ts";
import { Sign } from "./sign.tsx";

const FORBIDDEN = new Set(["forbidden", "not_permitted"]);

export function OptionRow({ one, found, known }: { one: Option; found: Sheet; known: Answer }) {
  const decided = found.decisions.findLast((other) => other.option === one.option);
  const hazards = known.hazards.filter((hazard) => one.hazards.includes(hazard.name) && hazard.class === "exceeded");
  return (
    <details class={`option ${one.verdict}`} open={one.verdict === "required"}>
      <summary>
        <span class="id">{one.option}</span> {t("case.labelled", { name: one.name })} <Sign state={one.verdict} word={named("case.verdict", one.verdict)} />
        {decided?.against_advice ? <Badge tone="alarm">{t("case.against_advice")}</Badge> : null}
        {decided ? <span class="brief">{t("case.decided_brief", { choice: named("case.value", decided.choice), time: moment(decided.at) })}</span> : null}
      </summary>
      <div class="inside">
        {one.precaution ? <p>{t("case.precaution")}</p> : null}
        {one.unknown.length ? <p class="hangs">{t("case.hangs_on", { facts: one.unknown.map((fact) => named("case.fact", fact)).join(", ") })}</p> : null}
        {hazards.length ? <p class="doubt">{t("case.option_hazards", { hazards: hazards.map((hazard) => hazard.text).join("; ") })}</p> : null}
        <ul class="rules">
          {one.rows.map((row) => (
            <RuleLine key={row.rule} row={row} />
          ))}
        </ul>
        <Choose one={one} />
      </div>
    </details>
  );
}

/** Either way is open to whoever decides; against the advice is said before and after. */
function Choose({ one }: { one: Option }) {
  const hide = one.group === "rescue" ? ["force"] : [];
  const against = { chosen: FORBIDDEN.has(one.verdict), refused: one.verdict === "required" };
  return (
    <div class="acts">
      {(["chosen", "refused"] as const).map((choice) => (
        <Act
          key={choice}
          kind="decision.taken"
          body={{ option: one.option, choice }}
          label={t(`case.decide.${choice}`, { option: one.option })}
          hide={hide}
          {...(against[choice] ? { warn: t("case.against", { verdict: named("case.verdict", one.verdict) }) } : {})}
        />
      ))}
    </div>
  );
}
