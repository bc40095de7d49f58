/** What waits: reports not yet placed, missed calls, cases with running clocks, workload. */
import { span, utc } from "../../format/index.ts";
import { now } from "../../state/clock.ts";
import { type CaseLine, queue, queueAt } from "../../state/queue.ts";
import { place } from "../../state/place.ts";
import { hashOf } from "../../state/route.ts";
import { Badge } from "../../ui/index.ts";
import { named, t } from "../../words/index.ts";

export function QueuePanel() {
  const found = queue.value;
  return (
    <section class="panel queue" aria-labelledby="queue-title">
      <h2 id="queue-title">{t("panel.queue")}</h2>
      {found ? (
        <>
          <p class="counts">
            {t("queue.unplaced", { count: found.unplaced.length })} · {t("queue.missed", { count: found.missed_calls.length })} ·{" "}
            {t("queue.cases", { count: found.cases.length })}
          </p>
          <ul class="lines">
            {found.unplaced.map((one) => (
              <li key={one.report}>
                <strong>{one.report}</strong> {utc(new Date(one.at))} <Badge tone="warn">{t("queue.not_placed")}</Badge>
              </li>
            ))}
            {found.cases.map((one) => (
              <CaseRow key={one.case} line={one} />
            ))}
          </ul>
        </>
      ) : (
        <p class="none">{t("queue.not_known")}</p>
      )}
    </section>
  );
}

function CaseRow({ line }: { line: CaseLine }) {
  const here = place.value.panel === "case" && place.value.name === line.case;
  return (
    <li>
      <a href={hashOf("case", line.case)} aria-current={here ? "page" : undefined}>
        <strong>{line.case}</strong> <Badge>{named("case_state", line.state)}</Badge>
      </a>
      <p>{line.coordinator}</p>
      <p class="clocks">
        {clock("queue.since_contact", line.since_contact_s)} · {clock("queue.since_fix", line.since_fix_s)}
      </p>
    </li>
  );
}

/** A clock that runs on between two looks; unknown stays unknown. */
function clock(says: "queue.since_contact" | "queue.since_fix", seconds: number | null): string {
  if (seconds === null) return t(says, { span: t("unknown") });
  void now.value; // once a second
  const since = queueAt.value === null ? 0 : (Date.now() - queueAt.value) / 1000;
  return t(says, { span: span(seconds + since) });
}
