/** Who was asked to do what, where it stands, and which ships answered. A class of units is not a unit. */
import { number } from "../../format/index.ts";
import { Badge } from "../../ui/index.ts";
import { language, named, t } from "../../words/index.ts";
import { Act } from "./act.tsx";
import { moment } from "./moments.ts";
import { Rests } from "./rests.tsx";
import { Section } from "./section.tsx";
import type { Answer, Relay, Sheet, Task } from "./shapes.ts";
import { Sources } from "./sources.tsx";

const NEXT: Record<string, readonly string[]> = {
  requested: ["acknowledged", "declined", "under_way", "on_scene", "released"],
  acknowledged: ["under_way", "on_scene", "declined", "released"],
  under_way: ["on_scene", "released"],
  on_scene: ["released"],
};

export function Tasks({ found, known }: { found: Sheet; known: Answer | null }) {
  const { sum, unknown_units } = found.places_tasked;
  return (
    <Section title={t("case.tasks")} brief={t("case.tasks_brief", { count: found.tasks.length })} id="case-tasks">
      <p>
        {t("case.places_tasked", { sum })} {unknown_units ? <Badge tone="unknown">{t("case.places_unknown", { count: unknown_units })}</Badge> : null}
      </p>
      {found.tasks.length ? null : <p class="none">{t("case.no_task")}</p>}
      <ul class="tasks">
        {found.tasks.map((one) => (
          <OneTask key={one.task} one={one} />
        ))}
      </ul>
      <Act kind="task.requested" ask={["capacity"]} start={{ medium: "surface", purpose: named("case.value", "rescue") }} />
      <h4>{t("case.relays")}</h4>
      {found.relays.length ? null : <p class="none">{t("case.no_relay")}</p>}
      {found.relays.map((one) => (
        <OneRelay key={one.relay} one={one} />
      ))}
      <Act kind="relay.sent" ask={["near", "radius_nm"]} />
      {known ? <Estimates known={known} /> : null}
    </Section>
  );
}

function OneTask({ one }: { one: Task }) {
  const next = NEXT[one.state] ?? [];
  return (
    <li>
      <p>
        <strong>{one.unit}</strong>, {t("case.labelled", { name: named("case.value", one.purpose) })} <Badge>{named("case.value", one.state)}</Badge>{" "}
        {one.eta ? t("case.expected", { time: moment(one.eta) }) : t("case.eta_unknown")} ·{" "}
        {one.capacity === null || one.capacity === undefined ? t("case.capacity_unknown") : t("case.capacity", { count: one.capacity })}
      </p>
      <p class="soft">{[`${named("case.value", "requested")} ${moment(one.at)}`, ...one.moved.map(movedWords)].join(" · ")}</p>
      <div class="acts">
        {next.map((to) => (
          <Act
            key={to}
            kind="task.moved"
            body={{ task: one.task, to }}
            label={t("case.record", { what: named("case.value", to) })}
            ask={to === "declined" ? ["why"] : to === "under_way" ? ["eta"] : []}
          />
        ))}
        <Act kind="sheet.read" body={{ unit: one.unit }} />
      </div>
    </li>
  );
}

function movedWords(one: { to: string; at: string; why: string }): string {
  const said = `${named("case.value", one.to)} ${moment(one.at)}`;
  return one.why ? `${said} (${one.why})` : said;
}

const ANSWERS = ["proceeding", "acknowledged", "unable", "no_answer"] as const;

function OneRelay({ one }: { one: Relay }) {
  return (
    <div class="relay">
      <p>{t("case.relay", { relay: one.relay, time: moment(one.at) })}</p>
      <ul>
        {one.near.map((ship) => {
          const said = one.answers[ship];
          return (
            <li key={ship}>
              {t("case.labelled", { name: ship })} {said ? <strong>{named("case.value", said.answer)}</strong> : <Badge tone="unknown">{t("case.owes_answer")}</Badge>}
              {said ? null : (
                <div class="acts">
                  {ANSWERS.map((answer) => (
                    <Act key={answer} kind="relay.answered" body={{ relay: one.relay, ship, answer }} label={t("case.record", { what: named("case.value", answer) })} />
                  ))}
                </div>
              )}
            </li>
          );
        })}
      </ul>
      <Act kind="relay.answered" body={{ relay: one.relay }} label={t("case.other_ship")} />
    </div>
  );
}

function Estimates({ known }: { known: Answer }) {
  return (
    <details>
      <summary>{t("case.estimates", { count: known.assets.length })}</summary>
      <ul class="assets">
        {known.assets.map((one) => (
          <li key={`${one.name} ${one.from_place}`}>
            <strong>{one.name}</strong> {t("case.labelled", { name: `(${one.standing})${one.from_place ? `, ${one.from_place}` : ""}` })}{" "}
            {one.half_reached ? t("case.half_reached", { time: moment(one.half_reached) }) : <Badge tone="unknown">{t("case.reach_unknown")}</Badge>} ·{" "}
            {one.capacity === null ? t("case.capacity_unknown") : t("case.capacity", { count: one.capacity })}, {named("case.room", one.room)}
            {one.speed_kn === null ? null : ` · ${t("case.unit_speed", { speed: number(one.speed_kn, language.value, 0) })}`} <Sources names={one.source.split(", ").filter(Boolean)} />
          </li>
        ))}
      </ul>
      <p class="soft">{t("case.estimates_note")}</p>
      <Rests of={["assets"]} />
    </details>
  );
}
