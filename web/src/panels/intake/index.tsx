/** A volunteer's telephone: call first; then four fields, sent once, and what became of it. */
import { useEffect, useRef, useState } from "preact/hooks";
import { now } from "../../state/clock.ts";
import { draft, keepDraft } from "../../state/drafts.ts";
import { keeps, outbox, discard, type ReportBody, send } from "../../state/outbox.ts";
import { me } from "../../state/session.ts";
import { Button, Field, Standing } from "../../ui/index.ts";
import { t } from "../../words/index.ts";
import { EMPTY, type Form, formOf, isEmpty, reportOf } from "./form.ts";
import { FirstWords } from "./first_words.tsx";
import { OwnReports } from "./own_reports.tsx";
import "./style.css";
import { Where } from "./where.tsx";

const NEEDS = ["yes", "unknown", "no"] as const;

function begun(name: string): Form {
  try {
    return { ...EMPTY, ...(JSON.parse(draft(name)) as Form) };
  } catch {
    return EMPTY;
  }
}

export function Intake() {
  const name = `intake.${me.value?.account ?? ""}.${me.value?.watermark ?? ""}`;
  const [form, setForm] = useState<Form>(() => begun(name));
  const [problem, setProblem] = useState("");
  const [sent, setSent] = useState(0);
  const top = useRef<HTMLElement>(null);
  const change = (part: Partial<Form>) => {
    const next = { ...form, ...part };
    setForm(next);
    setProblem("");
    keepDraft(name, isEmpty(next) && !next.reach ? "" : JSON.stringify(next));
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (isEmpty(form)) return setProblem(t("intake.empty"));
    const at = `${now.value.toISOString().slice(0, 19)}Z`;
    send(reportOf(form, at, t("intake.reach_words")) as ReportBody, now.value);
    change({ ...EMPTY, reach: form.reach }); // the outbox has the rest; who reports again is reached the same way
    setSent((count) => count + 1);
  };
  useEffect(() => {
    if (!sent) return;
    top.current?.focus();
    top.current?.scrollIntoView(); // whoever has sent looks at what became of it, not at an empty form
  }, [sent]);
  const mend = (key: string, body: Record<string, unknown> | null) => {
    change(formOf(body ?? {}, t("intake.reach_words")));
    discard(key);
  };
  const open = outbox.value.filter((one) => one.standing !== "received");
  return (
    <section class="panel intake" aria-labelledby="intake-title">
      <FirstWords />
      <section ref={top} tabIndex={-1} class="sent">
        {open.map((one) => (
          <div key={one.key}>
            <Standing item={one} />
            {one.standing === "refused" ? (
              <p class="acts">
                <Button main onPress={() => mend(one.key, one.body)}>
                  {t("entry.change")}
                </Button>
                <Button onPress={() => discard(one.key)}>{t("entry.discard")}</Button>
              </p>
            ) : null}
          </div>
        ))}
        {keeps.value ? null : <p class="loud">{t("entry.not_kept")}</p>}
        <OwnReports />
      </section>
      <form onSubmit={submit}>
        <h2 id="intake-title">{t("intake.title")}</h2>
        <Where form={form} onChange={change} />
        <Field label={t("intake.persons")} value={form.persons} onInput={(persons) => change({ persons })} hint={t("intake.persons_hint")} />
        <Field label={t("intake.what")} value={form.what} onInput={(what) => change({ what })} lines={4} />
        <fieldset class="need">
          <legend>{t("intake.need")}</legend>
          {NEEDS.map((one) => (
            <label key={one}>
              <input type="radio" name="need" checked={form.need === one} onChange={() => change({ need: one })} />
              {t(`intake.need.${one}`)}
            </label>
          ))}
        </fieldset>
        <Field
          label={t("intake.reach")}
          value={form.reach}
          onInput={(reach) => change({ reach })}
          hint={t("intake.reach_hint")}
          autocomplete="tel"
        />
        {problem ? <p class="said error">{problem}</p> : null}
        <button type="submit" class="button main big">
          {t("intake.send")}
        </button>
        {open.length ? (
          <p class="loud">
            <span aria-hidden="true">✕ </span>
            {t("entry.not_received")} ({open.length})
          </p>
        ) : null}
        <p class="none">{t("intake.not_before")}</p>
      </form>
    </section>
  );
}
