/** Ending, resting, going on: what stands against it, gate by gate, in words. No clock opens a gate. */
import { asOf } from "../../state/as_of.ts";
import { named, t } from "../../words/index.ts";
import { Act } from "./act.tsx";
import { centre as call } from "./centre.ts";
import { moment } from "./moments.ts";
import { gates } from "./open_case.ts";
import { Section } from "./section.tsx";
import type { Gate, Sheet } from "./shapes.ts";
import { Sign } from "./sign.tsx";

const GROUNDS = ["found", "exhausted", "merged"] as const;

interface Ending {
  state: string;
  stamp: { at: string; by: { centre: string; role: string } };
  why: string;
  review_at?: string;
  resume_if?: string[];
}

export function Endings({ found }: { found: Sheet }) {
  const worked = found.state === "open" || found.state === "suspended";
  return (
    <Section title={t("case.endings")} brief={named("case_state", found.state)} id="case-endings">
      <p class="soft">{t("case.endings_note")}</p>
      <Past found={found} />
      {worked && !gates.value && asOf.value !== null ? <p class="none">{t("case.gates_not_back")}</p> : null}
      {worked && gates.value ? GROUNDS.map((one) => <Ground key={one} ground={one} rows={gates.value![one]} />) : null}
      <div class="acts">
        {worked ? <Act kind="case.suspended" /> : null}
        {found.state === "suspended" ? <Act kind="case.resumed" /> : null}
        {worked ? <Act kind="case.ended" warn={t("case.end_warn")} /> : <Act kind="case.reopened" />}
        <Act kind="hold.placed" />
        {Object.entries(found.holds).map(([hold, ground]) => (
          <Act key={hold} kind="hold.lifted" body={{ hold }} label={t("case.lift", { hold, ground })} />
        ))}
      </div>
    </Section>
  );
}

function Ground({ ground, rows }: { ground: (typeof GROUNDS)[number]; rows: Gate[] }) {
  const left = rows.filter((one) => one.standing !== "met");
  return (
    <details class="ground">
      <summary>
        <h4>{t(`case.ground.${ground}`)}</h4>
        <span class="brief">{left.length ? t("case.gates_left", { count: left.length }) : t("case.gates_met")}</span>
      </summary>
      <ul>
        {rows.map((one) => (
          <li key={one.words}>
            <Sign state={one.standing} word="" /> {one.words}
          </li>
        ))}
      </ul>
      {left.length ? <p class="soft">{t("case.cannot_close")}</p> : <Act kind="case.closed" body={{ ground }} />}
    </details>
  );
}

function Past({ found }: { found: Sheet }) {
  const rows = found.endings as unknown as Ending[];
  return (
    <ul>
      {rows.map((one) => (
        <li key={one.stamp.at}>
          {t("case.ending", { state: named("case_state", one.state), time: moment(one.stamp.at), centre: call(one.stamp.by.centre), role: named("role", one.stamp.by.role) })}{" "}
          {t("case.because", { why: one.why })} {one.review_at ? t("case.review", { time: moment(one.review_at) }) : null}{" "}
          {one.resume_if?.length ? t("case.resume_if", { what: one.resume_if.join("; ") }) : null}
        </li>
      ))}
    </ul>
  );
}
