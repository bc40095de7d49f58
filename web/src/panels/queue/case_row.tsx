/** One case: phase, clocks that run, what alarms, who coordinates. */
import { span } from "../../format/index.ts";
import { place } from "../../state/place.ts";
import type { AlarmLine, CaseLine } from "../../state/queue.ts";
import { hashOf } from "../../state/route.ts";
import { Badge } from "../../ui/index.ts";
import { named, t } from "../../words/index.ts";
import { running, sinceThen } from "./clocks.ts";
import { centre as call } from "../case/centre.ts";
import { HelpMark, PhaseMark } from "./marks.tsx";
import { moment } from "./moment.ts";
import { gravest, type Phase, PHASES } from "./order.ts";

const SHOWN = 3;

export function CaseRow({ line, asOf, alarms }: { line: CaseLine; asOf: string; alarms: AlarmLine[] }) {
  const here = place.value.panel === "case" && place.value.name === line.case;
  const kinds = new Set(alarms.map((one) => one.kind));
  const relay = alarms.find((one) => one.kind === "relay");
  const shown = alarms.slice(0, SHOWN);
  const more = alarms.slice(SHOWN);
  return (
    <li class={here ? "waits here" : "waits"} data-row={line.case}>
      <a class="head" href={hashOf("case", line.case)} aria-current={here ? "page" : undefined}>
        <strong>{line.case}</strong>
        <PhaseMark phase={gravest(line)} />
        {line.call_for_help ? <HelpMark /> : null}
        {line.state === "open" ? null : <Badge tone="warn">{named("case_state", line.state)}</Badge>}
      </a>
      <Differing line={line} />
      <dl class="clocks">
        <Clock says={t("queue.contact")} seconds={running(line.since_contact_s, asOf, moment.value)} late={kinds.has("contact")} />
        <Clock says={t("queue.fix")} seconds={running(line.since_fix_s, asOf, moment.value)} late={kinds.has("fix")} />
        {line.hand_over_s === null ? null : (
          <Clock says={t("queue.hand_over")} seconds={running(line.hand_over_s, asOf, moment.value)} late={kinds.has("hand_over")} />
        )}
        {relay ? <Clock says={t("queue.relay")} seconds={sinceThen(relay.since, moment.value)} late /> : null}
      </dl>
      <p class="coordinator">{line.coordinator}</p>
      {shown.length ? <Alarms rows={shown} of={line.case} /> : null}
      {more.length ? (
        <details>
          <summary>{t("queue.more", { count: more.length })}</summary>
          <Alarms rows={more} of={line.case} />
        </details>
      ) : null}
    </li>
  );
}

/** The words of alarms; the number of the case stands above already. */
function Alarms({ rows, of }: { rows: AlarmLine[]; of: string }) {
  return (
    <ul class="alarms">
      {rows.map((one) => (
        <li key={one.alarm}>{bare(one.words, of)}</li>
      ))}
    </ul>
  );
}

function bare(words: string, of: string): string {
  const rest = words.startsWith(of) ? words.slice(of.length).replace(/^\s*:\s*/, "") : words;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

function Clock({ says, seconds, late }: { says: string; seconds: number | null; late: boolean }) {
  return (
    <div class={late ? "late" : ""}>
      <dt>{says}</dt>
      <dd>
        {late ? <span aria-hidden="true">▲ </span> : null}
        {seconds === null ? t("unknown") : span(seconds, t("queue.day"))}
      </dd>
    </div>
  );
}

/** Centres that declare different phases: both stand here, and somebody settles it. */
function Differing({ line }: { line: CaseLine }) {
  const rows = Object.entries(line.phase);
  if (new Set(rows.map(([, phase]) => phase)).size < 2) return null;
  const word = (phase: string) => t(`queue.phase.${PHASES.find((one) => one === phase) ?? ("none" as Phase)}`);
  return <p class="differ">{t("queue.differ", { phases: rows.map(([centre, phase]) => `${call(centre)} ${word(phase)}`).join(" / ") })}</p>;
}
