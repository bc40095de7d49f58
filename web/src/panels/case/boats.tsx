/** People, boat by boat: each number on whose word; open until somebody accounts for them. */
import { Badge } from "../../ui/index.ts";
import { named, t } from "../../words/index.ts";
import { Act } from "./act.tsx";
import { Contradictions } from "./contradictions.tsx";
import { boatChoices } from "./choices.ts";
import { moment } from "./moments.ts";
import { Section } from "./section.tsx";
import type { Boat, Sheet } from "./shapes.ts";

export function Boats({ found }: { found: Sheet }) {
  return (
    <Section title={t("case.people")} brief={<OpenBrief found={found} />} open id="case-people">
      {found.boats.length ? null : <p class="none">{t("case.no_boat")}</p>}
      {found.boats.map((one) => (
        <OneBoat key={one.craft} boat={one} found={found} />
      ))}
      <Recoveries found={found} />
    </Section>
  );
}

function OpenBrief({ found }: { found: Sheet }) {
  const open = found.boats.map((one) => one.tally.open);
  if (open.some((one) => one === null)) return <>{t("case.open_unknown")}</>;
  return <>{t("case.open_count", { count: open.reduce<number>((sum, one) => sum + (one ?? 0), 0) })}</>;
}

function OneBoat({ boat, found }: { boat: Boat; found: Sheet }) {
  return (
    <div class="boat">
      <h4>{boat.label ? t("case.boat_label", { craft: boat.craft, label: boat.label }) : t("case.boat", { craft: boat.craft })}</h4>
      <Numbers boat={boat} found={found} />
      <Contradictions boat={boat} />
      <div class="acts">
        <Act kind="persons.accounted" body={{ craft: boat.craft }} />
        <Act kind="persons.missing" body={{ craft: boat.craft }} />
        <TakeBack boat={boat} />
      </div>
    </div>
  );
}

/** The last entry is the one that was just wrong; it is named, and needs no number. */
function TakeBack({ boat }: { boat: Boat }) {
  const last = boat.accounted.at(-1);
  if (!last) return null;
  const label = t("case.take_back", { count: last.count, how: named("case.value", last.how), by: last.by });
  return <Act kind="account.undone" body={{ craft: boat.craft, index: boat.accounted.length - 1 }} label={label} />;
}

function Numbers({ boat, found }: { boat: Boat; found: Sheet }) {
  const { tally } = boat;
  const matched = found.recoveries.filter((one) => one.matched === boat.craft);
  const units = matched.map((one) => t("case.recovered_by", { unit: one.unit, recovery: one.recovery, time: moment(one.at) }));
  return (
    <dl class="tally">
      <Row words={t("case.reported")}>
        {tally.reported.length ? (
          <ul>
            {tally.reported.map((one) => (
              <li key={one.report} class={one.counts ? undefined : "struck"}>
                <strong>{one.said || range(one.low, one.high)}</strong>{" "}
                <span class="soft">{t("case.said_by_report", { by: named("case.value", one.source), report: one.report })}</span>{" "}
                {one.counts ? (
                  <Act kind="persons.contradicted" body={{ report: one.report }} />
                ) : (
                  <>
                    <Badge tone="warn">{t("case.contradicted")}</Badge> <Act kind="persons.restored" body={{ report: one.report }} />
                  </>
                )}
              </li>
            ))}
          </ul>
        ) : (
          <Unknown />
        )}
      </Row>
      <Row words={t("case.highest")}>{count(tally.highest)}</Row>
      <Row words={t("case.seen")}>{count(tally.seen)}</Row>
      <Row words={t("case.recovered")}>
        {count(tally.alive)} <span class="soft">{units.join("; ")}</span>
      </Row>
      {tally.dead ? <Row words={t("case.dead")}>{count(tally.dead)}</Row> : null}
      <Row words={t("case.accounted")}>{count(tally.accounted)}</Row>
      <Row words={t("case.missing_people")}>{count(tally.missing)}</Row>
      <Row words={t("case.open")} strong>
        {tally.open === null ? <Badge tone="unknown">{t("case.open_not_known")}</Badge> : <strong class="large">{tally.open}</strong>}
      </Row>
    </dl>
  );
}

function Row({ words, strong, children }: { words: string; strong?: boolean; children: preact.ComponentChildren }) {
  return (
    <div class={strong ? "strong" : undefined}>
      <dt>{words}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Unknown() {
  return <Badge tone="unknown">{t("unknown")}</Badge>;
}

function count(value: number | null) {
  return value === null ? <Unknown /> : <strong>{value}</strong>;
}

function range(low: number | null, high: number | null): string {
  return low === high ? String(low ?? t("unknown")) : `${low ?? "?"}–${high ?? "?"}`;
}

function Recoveries({ found }: { found: Sheet }) {
  return (
    <div class="recoveries">
      <h4>{t("case.recoveries")}</h4>
      {found.recoveries.length ? (
        <ul>
          {found.recoveries.map((one) => (
            <li key={one.recovery}>
              <p>
                {t("case.recovery", { recovery: one.recovery, unit: one.unit, alive: one.alive, time: moment(one.at) })}{" "}
                {one.dead ? t("case.recovery_dead", { count: one.dead }) : null}{" "}
                {one.matched ? <Matched found={found} recovery={one.recovery} craft={one.matched} /> : <Badge tone="unknown">{t("case.not_matched")}</Badge>}
              </p>
              {one.matched ? (
                <Act kind="match.undone" body={{ recovery: one.recovery, craft: one.matched }} />
              ) : (
                <Act kind="recovery.matched" body={{ recovery: one.recovery }} choose={{ craft: boatChoices() }} />
              )}
            </li>
          ))}
        </ul>
      ) : (
        <p class="none">{t("case.no_recovery")}</p>
      )}
      <Act kind="recovery.reported" ask={["dead", "colour"]} />
    </div>
  );
}

function Matched({ found, recovery, craft }: { found: Sheet; recovery: string; craft: string }) {
  const match = found.boats.find((one) => one.craft === craft)?.matches[recovery];
  const evidence = match?.evidence.map((one) => named("case.value", one)).join(", ") || t("case.no_evidence");
  return <>{t("case.matched", { craft, evidence, why: match?.why ?? "" })}</>;
}
