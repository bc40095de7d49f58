/** One report that nobody has placed: what it says, and what can be done with it. */
import { useState } from "preact/hooks";
import { post } from "../../api/client.ts";
import { span, utc } from "../../format/index.ts";
import { done, openCase } from "../../state/acts.ts";
import { go } from "../../state/place.ts";
import type { AlarmLine, ReportLine } from "../../state/queue.ts";
import { hashOf } from "../../state/route.ts";
import { centre as call } from "../case/centre.ts";
import { became } from "../../state/report_status.ts";
import { named, t } from "../../words/index.ts";
import { AskWhy } from "./ask.tsx";
import { sinceThen } from "./clocks.ts";
import { HelpMark } from "./marks.tsx";
import { can, moment } from "./moment.ts";
import { ReadDialog } from "./read.tsx";

const mayRead = can("read_queue");
const mayLink = can("link");
const mayRun = can("run_case");
const mayTell = can("tell_centre");

export function ReportRow({ line, alarms }: { line: ReportLine; alarms: AlarmLine[] }) {
  const [open, setOpen] = useState<"" | "read" | "aside">("");
  const close = () => setOpen("");
  const unread = became(line.status) === "not_read";
  const aside = (why: string) => done(() => post("/api/events/report.set_aside", { report: line.report, why }));
  return (
    <li class={line.call_for_help ? "waits unplaced help" : "waits unplaced"} data-row={line.report} tabIndex={-1}>
      <p class="head">
        <strong>{line.report}</strong>
        <time dateTime={line.at}>{utc(new Date(line.at))}</time>
        <span class="clock">{span(sinceThen(line.at, moment.value), t("queue.day"))}</span>
        {line.call_for_help ? <HelpMark /> : null}
      </p>
      <ReportFacts line={line} />
      {unread ? (
        <p class="status unread">
          <span aria-hidden="true">○ </span>
          {t("queue.unread")}
        </p>
      ) : null}
      <ReportAlarms report={line.report} alarms={alarms.filter((one) => one.kind !== "unread")} />
      <p class="acts">
        {mayRead.value ? (
          <button type="button" class="button small" onClick={() => setOpen("read")}>
            {t("queue.read")}
          </button>
        ) : null}
        {mayLink.value ? (
          <button type="button" class="button small" data-do="link" onClick={() => go(hashOf("queue", line.report))}>
            {t("queue.link")}
          </button>
        ) : null}
        {mayRun.value ? (
          <button type="button" class="button small" data-do="open" onClick={() => void openCase(line.report)}>
            {t("queue.open_case")}
          </button>
        ) : null}
        {mayLink.value ? (
          <button type="button" class="button small" data-do="aside" onClick={() => setOpen("aside")}>
            {t("queue.aside")}
          </button>
        ) : null}
      </p>
      {open === "read" ? <ReadDialog report={line.report} onClose={close} /> : null}
      {open === "aside" ? (
        <AskWhy
          title={t("queue.aside_title", { report: line.report })}
          says={line.call_for_help ? t("queue.aside_help") : t("queue.aside_says")}
          act={t("queue.aside_do")}
          onDone={aside}
          onClose={close}
        />
      ) : null}
    </li>
  );
}

/** What alarms about it; the other centre is told by telephone, and that is entered here. */
function ReportAlarms({ report, alarms }: { report: string; alarms: AlarmLine[] }) {
  if (!alarms.length) return null;
  const told = (centre: string) => done(() => post("/api/events/centre.told", { centre, channel: "telephone", report }));
  return (
    <ul class="alarms">
      {alarms.map((one) => (
        <li key={one.alarm}>
          {one.words}{" "}
          {one.kind === "untold" && one.centre && mayTell.value ? (
            <button type="button" class="button small" onClick={() => void told(one.centre!)}>
              {t("queue.told", { centre: one.centre })}
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** Position, people, way in: what is not said reads unknown. */
export function ReportFacts({ line }: { line: ReportLine }) {
  const standing = became(line.status);
  const used = line.positions[line.position_used ?? 0] ?? line.positions[0];
  return (
    <>
      <p class="where">
        {used ? used.dmm || t("queue.as_said", { said: used.said }) : t("queue.no_position")}
        {line.positions.length > 1 ? ` (+${line.positions.length - 1})` : null}
      </p>
      <p class="what">
        <span>{line.persons ? t("queue.persons", { said: line.persons.said }) : t("queue.persons_unknown")}</span>
        {line.engine === "unknown" ? null : ` · ${t("queue.engine", { state: named("entry.value", line.engine) })}`}
        {line.colour ? ` · ${line.colour}` : null}
        <br />
        {named("entry.channels", line.channel)} · {named("entry.sources", line.source)} · {call(line.centre)}
        {standing === "not_read" ? null : ` · ${t(`queue.${standing}_by_watch`)}`}
      </p>
    </>
  );
}
