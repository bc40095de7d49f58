/** What is due first, with the button that records it. Nothing is done by the button itself. */
import { shown } from "../../state/clock.ts";
import { hashOf } from "../../state/route.ts";
import { named, t } from "../../words/index.ts";
import { Act } from "./act.tsx";
import { centreChoices } from "./choices.ts";
import { doneOf } from "./done.ts";
import { centre as call } from "./centre.ts";
import { moment } from "./moments.ts";
import { Rests } from "./rests.tsx";
import { Section } from "./section.tsx";
import type { Answer, FirstAction, Sheet } from "./shapes.ts";

export function FirstMinute({ found, known }: { found: Sheet; known: Answer }) {
  const centres = known.coordination.centres.map((one) => one.centre);
  const rows = known.coordination.actions.map((one) => ({ one, done: doneOf(one, found, centres) }));
  const open = rows.filter((row) => !row.done?.at).length;
  return (
    <Section title={t("case.first_minute")} brief={t("case.left", { count: open })} open id="case-first-minute">
      <ol class="checklist">
        {rows.map(({ one, done }) => (
          <li key={`${one.action} ${one.text}`} class={done?.at ? "recorded" : undefined}>
            <p>
              <span class="figure" aria-hidden="true">
                {done?.at ? "■" : "□"}
              </span>{" "}
              {one.text} <Due action={one} at={done?.at ?? ""} />
            </p>
            {done?.left.length && one.action === "phase" ? <p class="soft">{t("case.phase_left", { centres: done.left.map(call).join(", ") })}</p> : null}
            <Record action={one} found={found} left={done?.left ?? []} recorded={done?.at ?? ""} />
          </li>
        ))}
      </ol>
      <p class="soft">{t("case.first_minute_note")}</p>
      <Rests of={["coordination"]} />
    </Section>
  );
}

function Due({ action, at }: { action: FirstAction; at: string }) {
  if (at) return <strong class="when">{at === "-" ? t("case.recorded") : t("case.recorded_at", { time: moment(at) })}</strong>;
  if (!action.due) return null;
  const late = Date.parse(action.due) < shown.value.getTime();
  return <strong class={late ? "when late" : "when"}>{t(late ? "case.due_since" : "case.due", { time: moment(action.due) })}</strong>;
}

function Record({ action, found, left, recorded }: { action: FirstAction; found: Sheet; left: string[]; recorded: string }) {
  if (recorded === "-") return null;
  const centre = left.find((one) => one !== found.owner) ?? "";
  if (action.action === "phase") return <PhaseOf found={found} left={left} />;
  if (action.action === "mayday") return <Act kind="relay.sent" ask={["near", "radius_nm"]} />;
  if (["task", "find", "find_inland"].includes(action.action))
    return <Act kind="task.requested" ask={["capacity"]} start={{ medium: "surface", purpose: named("case.value", "rescue") }} label={t("case.task_unit")} />;
  if (action.action === "acknowledge")
    return <Act kind="centre.acknowledged" ask={["centre", "reference", "heard"]} start={{ centre, heard: t("case.telephone") }} choose={{ centre: centreChoices() }} />;
  if (action.action === "tell") return <Act kind="centre.told" start={{ centre, channel: "telephone" }} choose={{ centre: centreChoices() }} />;
  if (action.action === "fix") return <a href={hashOf("report")}>{t("case.enter_fix")}</a>;
  return null;
}

/** One button a centre; the phase of the other side is written down as it was heard. */
function PhaseOf({ found, left }: { found: Sheet; left: string[] }) {
  return (
    <div class="acts">
      {left.map((one) =>
        one === found.owner ? (
          <Act key={one} kind="phase.declared" body={{ phase: "distress", centre: one }} label={t("case.declare_distress", { centre: call(one) })} />
        ) : (
          <Act
            key={one}
            kind="phase.declared"
            body={{ phase: "distress", centre: one }}
            ask={["heard"]}
            start={{ heard: t("case.telephone") }}
            label={t("case.distress_heard", { centre: call(one) })}
          />
        ),
      )}
    </div>
  );
}
