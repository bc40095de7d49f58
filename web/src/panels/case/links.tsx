/** Which report speaks of which boat, by whose decision. Evidence against stands first; no score, nothing merges by itself. */
import { queue } from "../../state/queue.ts";
import { Badge } from "../../ui/index.ts";
import { named, t } from "../../words/index.ts";
import { Act } from "./act.tsx";
import { boatChoices, reportChoices } from "./choices.ts";
import { Evidence } from "./evidence.tsx";
import { moment } from "./moments.ts";
import { Section } from "./section.tsx";
import type { Boat, ReportLine, Sheet } from "./shapes.ts";

export function Links({ found }: { found: Sheet }) {
  const loose = queue.value?.unplaced ?? [];
  const crafts = found.boats.map((one) => one.craft);
  const linked = found.boats.reduce((sum, one) => sum + one.reports.length, 0);
  return (
    <Section title={t("case.links")} brief={t("case.links_brief", { linked, loose: loose.length })} id="case-links">
      {found.boats.map((one) => (
        <Linked key={one.craft} boat={one} others={crafts.filter((other) => other !== one.craft)} />
      ))}
      {loose.length ? <h4>{t("case.not_placed")}</h4> : null}
      <ul class="reports">
        {loose.map((one) => (
          <li key={one.report}>
            <p>
              <strong>{one.report}</strong> {moment(one.at)}, {named("case.value", one.channel)}, {named("case.value", one.source)}
            </p>
            <Evidence report={one.report} />
            <Act kind="link.decided" body={{ report: one.report }} choose={{ craft: boatChoices() }} />
            <Act kind="craft.opened" body={{ report: one.report }} ask={["label"]} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Linked({ boat, others }: { boat: Boat; others: string[] }) {
  return (
    <div class="boat">
      <h4>{t("case.boat", { craft: boat.craft })}</h4>
      <ul class="reports">
        {boat.reports.map((one) => (
          <OneReport key={one.report} one={one} craft={boat.craft} />
        ))}
      </ul>
      <div class="acts">
        {others.length ? <Act kind="craft.merged" body={{ into: boat.craft }} choose={{ other: others.map((one) => [one, one] as const) }} /> : null}
        {boat.merged_in.map((other) => (
          <Act key={other} kind="merge.undone" body={{ into: boat.craft, other }} label={t("case.unmerge", { other })} />
        ))}
        {boat.reports.length > 1 ? <Act kind="craft.split" body={{ craft: boat.craft }} choose={{ reports: reportChoices() }} ask={["label"]} /> : null}
      </div>
    </div>
  );
}

function OneReport({ one, craft }: { one: ReportLine; craft: string }) {
  return (
    <li>
      <p>
        <strong>{one.report}</strong> {moment(one.at)}, {named("case.value", one.channel)}, {named("case.value", one.source)}{" "}
        {one.set_aside ? <Badge tone="warn">{t("case.set_aside", { why: one.set_aside })}</Badge> : null}
      </p>
      <p class="soft">
        <span class="mono">{one.positions.map((place) => place.said).join("; ") || t("case.no_position")}</span> ·{" "}
        {t("case.persons_said", { persons: one.persons?.said || t("unknown") })} · {t("case.engine_said", { engine: named("case.value", one.engine) })}
        {one.colour ? ` · ${t("case.colour_said", { colour: one.colour })}` : ""}
      </p>
      <Evidence report={one.report} />
      <Act kind="link.undone" body={{ report: one.report, craft }} />
    </li>
  );
}
