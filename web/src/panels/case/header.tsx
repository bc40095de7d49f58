/** Who has the case, who knows of it, and how long ago anything was heard. */
import { span } from "../../format/index.ts";
import { asOf } from "../../state/as_of.ts";
import { now } from "../../state/clock.ts";
import { Badge } from "../../ui/index.ts";
import { named, t } from "../../words/index.ts";
import { Act } from "./act.tsx";
import { Alarms } from "./alarms.tsx";
import { centreChoices, phaseChoices } from "./choices.ts";
import { centre as call } from "./centre.ts";
import { moment } from "./moments.ts";
import { answer } from "./open_case.ts";
import type { Sheet } from "./shapes.ts";
import { heardAt } from "./heard.ts";

export function Header({ found }: { found: Sheet }) {
  return (
    <header class="head">
      <p class="name">
        <Badge>{named("case_state", found.state)}</Badge>{" "}
        {found.call_for_help ? <Badge tone="alarm">{t("case.call_for_help")}</Badge> : null}
        {found.watermark ? <span class="mark">{watermark(found.watermark)}</span> : null}
      </p>
      <p class="coordinator">{found.coordinator}</p>
      <Phases found={found} />
      <Clocks found={found} />
      <Alarms found={found} />
      <Told found={found} />
    </header>
  );
}

export function watermark(text: string): string {
  const [kind = "", ...rest] = text.split(" ");
  return [named("watermark", kind), ...rest].join(" ");
}

function Phases({ found }: { found: Sheet }) {
  const told = answer.value?.coordination.centres.map((one) => one.centre) ?? [];
  const names = [...new Set([...told, ...Object.keys(found.phases)])];
  return (
    <div class={found.phase_mismatch ? "phases differ" : "phases"}>
      {found.phase_mismatch ? <p class="refusal">{t("case.phases_differ")}</p> : null}
      <ul>
        {names.map((one) => {
          const phase = found.phases[one];
          return (
            <li key={one}>
              {t("case.phase_at", { centre: call(one) })}{" "}
              {phase ? <strong>{named("case.value", phase.phase)}</strong> : <Badge tone="unknown">{t("case.phase_not_known")}</Badge>}
              {phase?.why ? <span class="soft"> {t("case.because", { why: phase.why })}</span> : null}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Clocks({ found }: { found: Sheet }) {
  void now.value; // once a second
  const gone = asOf.value === null ? (Date.now() - heardAt.value) / 1000 : 0; // looking back, clocks stand
  const since = (seconds: number | null) => (seconds === null ? t("unknown") : span(seconds + gone, t("queue.day")));
  return (
    <p class="clocks">
      {t("case.since_contact", { span: since(found.since_contact_s) })} · {t("case.since_fix", { span: since(found.since_fix_s) })}
      {found.hand_over_s === null ? null : <strong> · {t("case.since_offer", { span: since(found.hand_over_s) })}</strong>}
    </p>
  );
}

function Told({ found }: { found: Sheet }) {
  return (
    <details class="part">
      <summary>{t("case.told_title")}</summary>
      <div class="inside">
      <ul>
        <li>{t("case.owner", { centre: call(found.owner), time: moment(found.owners.at(-1)?.since) })}</li>
        {Object.entries(found.told).map(([centre, one]) => (
          <li key={centre}>
            {t("case.told", { centre: call(centre), time: moment(one.at), channel: named("case.value", one.channel) })}{" "}
            {one.acknowledged ? t("case.acknowledged", { time: moment(one.acknowledged) }) : null}
          </li>
        ))}
        {Object.entries(found.references).map(([centre, one]) => (
          <li key={centre}>{t("case.reference", { centre: call(centre), reference: one })}</li>
        ))}
        {Object.keys(found.references).length ? null : <li class="soft">{t("case.no_reference")}</li>}
      </ul>
      <div class="acts">
        <Act kind="phase.declared" ask={["centre", "heard", "why"]} choose={{ centre: centreChoices(), phase: phaseChoices() }} />
        <Act kind="centre.told" choose={{ centre: centreChoices(), channel: toldBy() }} />
        <Act kind="centre.acknowledged" ask={["centre", "reference", "heard"]} choose={{ centre: centreChoices() }} />
        <Act kind="reference.given" ask={["centre"]} choose={{ centre: centreChoices() }} />
      </div>
      </div>
    </details>
  );
}

function toldBy() {
  return ["telephone", "vhf", "email", "message"].map((one) => [one, named("case.value", one)] as const);
}
