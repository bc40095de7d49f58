/** Which boat a report speaks of: the evidence against stands first, and a person says which and why. */
import { useEffect, useState } from "preact/hooks";
import { type Asked, post } from "../../api/client.ts";
import { done, openCase } from "../../state/acts.ts";
import { failed, tell } from "../../state/failures.ts";
import { go } from "../../state/place.ts";
import { queue } from "../../state/queue.ts";
import { hashOf } from "../../state/route.ts";
import { Badge, Dialog, Field } from "../../ui/index.ts";
import { language, named, t } from "../../words/index.ts";
import { HelpMark } from "./marks.tsx";
import { ReportFacts } from "./report_row.tsx";

type Likeness = Asked<"/api/reports/{report}/likelihoods", "post">[number];
const DECISIONS = ["same", "not_same", "undecided"] as const;
type Decision = (typeof DECISIONS)[number];
const SHAPES: Record<string, string> = { against: "✕", for: "+", unknown: "?" };

export function LinkDialog({ report, onClose }: { report: string; onClose: () => void }) {
  const [found, setFound] = useState<Likeness[] | null>(null);
  useEffect(() => {
    post("/api/reports/{report}/likelihoods", undefined, { path: { report } }).then(setFound, (error: unknown) => {
      failed(error);
      onClose();
    });
  }, [report, language.value]);
  const line = queue.value?.unplaced.find((one) => one.report === report);
  const cases = [...new Set(found?.map((one) => one.case))];
  const newBoat = async (name: string) => {
    const path = { case: name };
    if (await done(() => post("/api/cases/{case}/events/craft.opened", { report }, { path }))) go(hashOf("case", name));
  };
  return (
    <Dialog title={t("queue.link_title", { report })} onClose={onClose}>
      <div class="linking">
        {line ? (
          <div class="whole">
            {line.call_for_help ? <HelpMark /> : null}
            <ReportFacts line={line} />
          </div>
        ) : null}
        <p class="none">{t("queue.link_says")}</p>
        {found === null ? <p class="none">{t("queue.loading")}</p> : null}
        {found?.map((one) => (
          <Boat key={one.craft} report={report} likeness={one} />
        ))}
        {found?.length === 0 ? <p>{t("queue.no_boats")}</p> : null}
        <p class="acts">
          {cases.map((one) => (
            <button key={one} type="button" class="button" onClick={() => void newBoat(one)}>
              {t("queue.new_boat", { case: one })}
            </button>
          ))}
          <button type="button" class="button" onClick={() => void openCase(report)}>
            {t("queue.new_case")}
          </button>
        </p>
      </div>
    </Dialog>
  );
}

function Boat({ report, likeness }: { report: string; likeness: Likeness }) {
  const [decision, setDecision] = useState<Decision | "">("");
  const [why, setWhy] = useState("");
  const send = async (event: Event) => {
    event.preventDefault();
    if (!decision || !why.trim()) return;
    const body = { report, craft: likeness.craft, decision, why: why.trim() };
    const path = { case: likeness.case };
    const made = await done(() => post("/api/cases/{case}/events/link.decided", body, { path }));
    if (!made) return;
    if (decision === "same") go(hashOf("case", likeness.case));
    else tell(t("queue.entered", { report, craft: likeness.craft }));
    setWhy("");
    setDecision("");
  };
  return (
    <section class="boat">
      <h3>
        {likeness.craft} {likeness.label ? `« ${likeness.label} »` : null} · {likeness.case}{" "}
        {likeness.recovered ? <Badge tone="warn">{t("queue.recovered")}</Badge> : null}
      </h3>
      <ul class="parts">
        {likeness.parts.map((one) => (
          <li key={one.name} class={one.verdict}>
            <span aria-hidden="true">{SHAPES[one.verdict] ?? "·"} </span>
            <strong>{named("queue.verdict", one.verdict)}</strong> {one.text}
          </li>
        ))}
      </ul>
      <p>{likeness.text}</p>
      <div class="acts" role="group" aria-label={t("queue.decide", { craft: likeness.craft })}>
        {DECISIONS.map((one) => (
          <button key={one} type="button" class="button" aria-pressed={decision === one} onClick={() => setDecision(one)}>
            {t(`queue.decision.${one}`)}
          </button>
        ))}
      </div>
      {decision ? (
        <form class="ask" onSubmit={(event) => void send(event)}>
          <Field label={t("queue.why")} value={why} onInput={setWhy} required />
          <button type="submit" class="button main">
            {t(`queue.decide.${decision}`, { report, craft: likeness.craft })}
          </button>
        </form>
      ) : null}
    </section>
  );
}
