/** The watch itself: open cases for each person, and what watches from the air. Unknown until somebody says. */
import { useState } from "preact/hooks";
import { post } from "../../api/client.ts";
import { number } from "../../format/index.ts";
import { done } from "../../state/acts.ts";
import type { Queue } from "../../state/queue.ts";
import { me } from "../../state/session.ts";
import { Dialog, Field } from "../../ui/index.ts";
import { language, t } from "../../words/index.ts";
import { centre as call } from "../case/centre.ts";
import { can } from "./moment.ts";

const mayRelieve = can("relieve_watch");
const mayRun = can("run_case");
const STATES = ["available", "degraded", "none"] as const;
type State = (typeof STATES)[number];

export function Watch({ found }: { found: Queue }) {
  const [open, setOpen] = useState<"" | "watch" | "air">("");
  const close = () => setOpen("");
  const air = found.surveillance;
  return (
    <div class="watch">
      <h3>{t("queue.watch")}</h3>
      <ul class="lines">
        {(found.workload.length ? found.workload : [{ ...NOBODY, centre: me.value?.centre ?? "" }]).map((one) => (
          <li key={one.centre}>
            <p>
              <strong>{call(one.centre)}</strong> · {t("queue.open_cases", { count: one.open_cases })}
            </p>
            <p>
              {one.qualified === null ? (
              <span class="not-known">
                <span aria-hidden="true">? </span>
                {t("queue.watch_unknown")}
              </span>
            ) : (
              t("queue.on_watch", { count: one.qualified, trainees: one.trainees ?? 0 })
            )}
            {one.cases_per_person === null ? null : ` · ${t("queue.per_person", { share: number(one.cases_per_person, language.value, 1) })}`}
            </p>
          </li>
        ))}
      </ul>
      <p>
        {t("queue.air")}{" "}
        {air ? (
          <>
            <strong>{t(`queue.air.${STATES.find((one) => one === air.state) ?? "none"}`)}</strong> {air.why}
            {air.substitutes.length ? ` · ${t("queue.substitutes", { list: air.substitutes.join(", ") })}` : null}
          </>
        ) : (
          <span class="not-known">
            <span aria-hidden="true">? </span>
            {t("queue.air_unknown")}
          </span>
        )}
      </p>
      <p class="acts">
        {mayRelieve.value ? (
          <button type="button" class="button small" onClick={() => setOpen("watch")}>
            {t("queue.state_watch")}
          </button>
        ) : null}
        {mayRun.value ? (
          <button type="button" class="button small" onClick={() => setOpen("air")}>
            {t("queue.state_air")}
          </button>
        ) : null}
      </p>
      {open === "watch" ? <StateWatch onClose={close} /> : null}
      {open === "air" ? <StateAir onClose={close} /> : null}
    </div>
  );
}

const NOBODY = { centre: "", open_cases: 0, qualified: null, trainees: null, cases_per_person: null };

function StateWatch({ onClose }: { onClose: () => void }) {
  const [form, setForm] = useState({ qualified: "", trainees: "0", remarks: "" });
  const [error, setError] = useState("");
  const send = async (event: Event) => {
    event.preventDefault();
    if (!/^\d{1,3}$/.test(form.qualified.trim()) || !/^\d{1,3}$/.test(form.trainees.trim())) return setError(t("queue.whole_number"));
    const body = { qualified: Number(form.qualified), trainees: Number(form.trainees), remarks: form.remarks };
    if (await done(() => post("/api/events/watch.relieved", body))) onClose();
  };
  return (
    <Dialog title={t("queue.state_watch")} onClose={onClose}>
      <form class="ask" onSubmit={(event) => void send(event)}>
        <Field
          label={t("queue.qualified")}
          value={form.qualified}
          onInput={(qualified) => setForm({ ...form, qualified })}
          error={error || undefined}
          inputmode="numeric"
          required
          autofocus
        />
        <Field label={t("queue.trainees")} value={form.trainees} onInput={(trainees) => setForm({ ...form, trainees })} inputmode="numeric" required />
        <Field label={t("queue.remarks")} value={form.remarks} onInput={(remarks) => setForm({ ...form, remarks })} />
        <button type="submit" class="button main">
          {t("queue.enter")}
        </button>
      </form>
    </Dialog>
  );
}

function StateAir({ onClose }: { onClose: () => void }) {
  const [state, setState] = useState<State | "">("");
  const [why, setWhy] = useState("");
  const [list, setList] = useState("");
  const send = async (event: Event) => {
    event.preventDefault();
    if (!state || !why.trim()) return;
    const substitutes = list.split(",").map((one) => one.trim());
    const body = { state, why: why.trim(), substitutes: substitutes.filter(Boolean) };
    if (await done(() => post("/api/events/surveillance.stated", body))) onClose();
  };
  return (
    <Dialog title={t("queue.state_air")} onClose={onClose}>
      <form class="ask" onSubmit={(event) => void send(event)}>
        <div class="acts" role="group" aria-label={t("queue.air")}>
          {STATES.map((one) => (
            <button key={one} type="button" class="button" aria-pressed={state === one} onClick={() => setState(one)}>
              {t(`queue.air.${one}`)}
            </button>
          ))}
        </div>
        <Field label={t("queue.why")} value={why} onInput={setWhy} required />
        <Field label={t("queue.substitutes_ask")} value={list} onInput={setList} hint={t("queue.commas")} />
        <button type="submit" class="button main" disabled={!state}>
          {t("queue.enter")}
        </button>
      </form>
    </Dialog>
  );
}
