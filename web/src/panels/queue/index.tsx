/** What waits: reports not yet placed, missed calls, cases with running clocks, workload. */
import { useState } from "preact/hooks";
import { span, utcWithDay, utcWithSeconds } from "../../format/index.ts";
import { go, place } from "../../state/place.ts";
import { type AlarmLine, queue, type Queue } from "../../state/queue.ts";
import { hashOf } from "../../state/route.ts";
import { may } from "../../state/session.ts";
import { useShortcut } from "../../ui/index.ts";
import { language, t } from "../../words/index.ts";
import { CallRow, MissedCall } from "./calls.tsx";
import { CaseRow } from "./case_row.tsx";
import { running, sinceThen } from "./clocks.ts";
import { LinkDialog } from "./link.tsx";
import { down, pressAside, pressLink, pressOpen, up } from "./move.ts";
import { PhaseMark } from "./marks.tsx";
import { can, moment, past } from "./moment.ts";
import { byPhase, sorted } from "./order.ts";
import { ReportRow } from "./report_row.tsx";
import "./style.css";
import { Watch } from "./watch.tsx";

const STALE_S = 75;
const mayNew = may("take_in"); // a new report can always be entered
const mayTakeIn = can("take_in");

export function QueuePanel() {
  useShortcut("j", "key.down", down);
  useShortcut("k", "key.up", up);
  useShortcut("l", "key.link", pressLink);
  useShortcut("o", "key.open_case", pressOpen);
  useShortcut("s", "key.aside", pressAside);
  const found = queue.value;
  const linked = place.value.panel === "queue" ? place.value.name : "";
  return (
    <section class="panel queue" aria-labelledby="queue-title">
      <header>
        <h2 id="queue-title">{t("panel.queue")}</h2>
        {mayNew.value ? (
          <a class="button main" href={hashOf("report")} aria-keyshortcuts="n">
            {t("queue.new_report")}
            <kbd aria-hidden="true">n</kbd>
          </a>
        ) : null}
      </header>
      {found ? <Found found={found} /> : <p class="none">{t("queue.not_known")}</p>}
      {linked && !past.value ? <LinkDialog report={linked} onClose={() => go("/queue")} /> : null}
    </section>
  );
}

function Found({ found }: { found: Queue }) {
  const reports = new Set(found.unplaced.map((one) => one.report));
  const calls = new Set(found.missed_calls.map((one) => one.call));
  const alarms = sorted(found.alarms, reports, calls);
  const [calling, setCalling] = useState(false);
  return (
    <>
      <p class="counts">
        {t("queue.unplaced", { count: found.unplaced.length })} · {t("queue.missed", { count: found.missed_calls.length })} ·{" "}
        {t("queue.cases", { count: found.cases.length })}
      </p>
      <Strip found={found} />
      <Stale at={found.now} />
      <Alarms rows={alarms.rest} />
      <h3>{t("queue.reports")}</h3>
      <ul class="lines">
        {found.unplaced.map((one) => (
          <ReportRow key={one.report} line={one} alarms={alarms.byReport.get(one.report) ?? []} />
        ))}
      </ul>
      {found.unplaced.length ? null : <p class="none">{t("queue.no_reports")}</p>}
      <h3>
        {t("queue.calls")}{" "}
        {mayTakeIn.value ? (
          <button type="button" class="button small" onClick={() => setCalling(true)}>
            {t("queue.add_call")}
          </button>
        ) : null}
      </h3>
      <ul class="lines">
        {found.missed_calls.map((one) => (
          <CallRow key={one.call} call={one} />
        ))}
      </ul>
      {found.missed_calls.length ? null : <p class="none">{t("queue.no_calls")}</p>}
      {byPhase(found.cases).map((group) => (
        <div key={group.phase}>
          <h3>{t(`queue.phase.${group.phase}`)}</h3>
          <ul class="lines">
            {group.cases.map((one) => (
              <CaseRow key={one.case} line={one} asOf={found.now} alarms={alarms.byCase.get(one.case) ?? []} />
            ))}
          </ul>
        </div>
      ))}
      {found.cases.length ? null : <p class="none">{t("queue.no_cases")}</p>}
      <Watch found={found} />
      {calling ? <MissedCall onClose={() => setCalling(false)} /> : null}
    </>
  );
}

/** Every case in one line each, so that none is below the edge: gravest first, its last contact running. */
function Strip({ found }: { found: Queue }) {
  const kinds = new Map(found.alarms.filter((one) => one.kind === "contact").map((one) => [one.case, true]));
  if (!found.cases.length) return null;
  return (
    <ul class="strip" aria-label={t("queue.strip")}>
      {byPhase(found.cases).flatMap((group) =>
        group.cases.map((one) => {
          const contact = running(one.since_contact_s, found.now, moment.value);
          return (
            <li key={one.case}>
              <a href={hashOf("case", one.case)}>
                <PhaseMark phase={group.phase} /> {one.case}{" "}
                <span class={kinds.has(one.case) ? "late" : ""}>
                  {kinds.has(one.case) ? <span aria-hidden="true">▲ </span> : null}
                  {t("queue.contact_short", { span: contact === null ? t("unknown") : span(contact, t("queue.day")) })}
                </span>
              </a>
            </li>
          );
        }),
      )}
    </ul>
  );
}

function Stale({ at }: { at: string }) {
  if (past.value) return <p class="stale">{t("queue.past", { time: utcWithDay(new Date(at), language.value) })}</p>;
  if (sinceThen(at, moment.value) < STALE_S) return null;
  return (
    <p class="stale" role="status">
      {t("queue.stale", { time: utcWithSeconds(new Date(at)) })}
    </p>
  );
}

function Alarms({ rows }: { rows: AlarmLine[] }) {
  if (!rows.length) return null;
  return (
    <ul class="alarms">
      {rows.map((one) => (
        <li key={one.alarm}>{one.words}</li>
      ))}
    </ul>
  );
}
