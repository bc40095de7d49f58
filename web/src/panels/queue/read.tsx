/** A report in full. Whoever opens it has read it: the record says so, and the sender learns of it. */
import { useEffect, useState } from "preact/hooks";
import { get, post } from "../../api/client.ts";
import { utcWithDay } from "../../format/index.ts";
import { done } from "../../state/acts.ts";
import { failed } from "../../state/failures.ts";
import type { ReportLine } from "../../state/queue.ts";
import { may, me } from "../../state/session.ts";
import { Dialog } from "../../ui/index.ts";
import { language, named, t } from "../../words/index.ts";
import { HelpMark } from "./marks.tsx";
import { ReportFacts } from "./report_row.tsx";

interface Whole extends ReportLine {
  said: { facts?: Record<string, { value: string }>; fields?: Record<string, string>; reference?: string };
  text: string | null;
  text_erased: boolean;
  read: Record<string, string>;
}
const mayRead = may("acknowledge");

export function ReadDialog({ report, onClose }: { report: string; onClose: () => void }) {
  const [whole, setWhole] = useState<Whole | null>(null);
  useEffect(() => {
    read(report).then(setWhole, failed);
  }, [report]);
  const said = whole ? Object.entries({ ...whole.said.fields, ...values(whole.said.facts) }) : [];
  return (
    <Dialog title={t("queue.read_title", { report })} onClose={onClose}>
      {whole ? (
        <div class="whole">
          <p>
            {utcWithDay(new Date(whole.at), language.value)} {whole.call_for_help ? <HelpMark /> : null}
          </p>
          <ReportFacts line={whole} />
          {said.map(([name, value]) => (
            <p key={name}>
              {named("entry.field", name)} : <strong>{named("entry.value", value)}</strong>
            </p>
          ))}
          {whole.positions.map((one) => (
            <p key={one.said}>{t("queue.as_said", { said: one.said })}</p>
          ))}
          {whole.text_erased ? <p class="none">{t("queue.erased")}</p> : null}
          {whole.text ? <blockquote>{whole.text}</blockquote> : null}
          {whole.text || whole.text_erased ? null : <p class="none">{t("queue.no_text")}</p>}
          <p class="none">{t("queue.look_logged")}</p>
        </div>
      ) : (
        <p class="none">{t("queue.loading")}</p>
      )}
    </Dialog>
  );
}

async function read(report: string): Promise<Whole> {
  const whole = (await get("/api/reports/{report}", { path: { report }, query: { why: "queue" } })) as unknown as Whole;
  const centre = me.value?.centre ?? "";
  if (mayRead.value && !(centre in whole.read)) await done(() => post("/api/events/report.read", { report }));
  return whole;
}

function values(facts: Whole["said"]["facts"] = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(facts).map(([name, one]) => [name, one.value]));
}
