/** Which message, to whom and how; its text as it would read now; copied by one key, logged by one button. */
import { useEffect } from "preact/hooks";
import { openCase } from "../../state/case.ts";
import { Button, Field } from "../../ui/index.ts";
import { named, t } from "../../words/index.ts";
import { copy } from "./copy.ts";
import {
  busy, canLog, centres, change, FORMS, kept, log, own, PRIORITIES, type Priority, ready, refusal, shown, takeOver, to, tongue, typeOwn, wanted,
  watchPreview,
} from "./message.ts";

export function copyShown(): void {
  void copy(ready.value ? shown.value : "", t("words.copied"));
}

export function Writing() {
  useEffect(watchPreview, []);
  return (
    <form class="writing" onSubmit={(event) => event.preventDefault()}>
      <div role="group" aria-label={t("words.form")} class="choices">
        {FORMS.map((one) => (
          <Button key={one} pressed={wanted.value.form === one} onPress={() => change({ form: one, to: null })}>
            {named("message_form", one)}
          </Button>
        ))}
      </div>
      <ToWhom />
      <Options />
      {wanted.value.form === "email" ? <Own /> : null}
      <Text />
    </form>
  );
}

function ToWhom() {
  const all = to.value.split(",").map((one) => one.trim()).filter(Boolean);
  const turn = (one: string) => change({ to: (all.includes(one) ? all.filter((other) => other !== one) : [...all, one]).join(", ") });
  return (
    <>
      <Field label={t("words.to_several")} value={to.value} onInput={(value) => change({ to: value })} />
      <div role="group" aria-label={t("words.to")} class="choices">
        {centres.value.map((one) => (
          <Button key={one} pressed={all.includes(one)} onPress={() => turn(one)}>
            {named("case.centre", one)}
          </Button>
        ))}
      </div>
    </>
  );
}

function Options() {
  const { form, priority, short, telex, spoken } = wanted.value;
  return (
    <div class="choices">
      <Choice label={t("words.language")} value={tongue.value} of={["en", "fr"]} stem="language" onPick={(one) => change({ tongue: one as "en" | "fr" })} />
      {form === "sitrep" ? (
        <>
          <Choice label={t("words.priority")} value={priority} of={PRIORITIES} stem="priority" onPick={(one) => change({ priority: one as Priority })} />
          <Tick label={t("words.short")} on={short} onTurn={(on) => change({ short: on })} />
          <Tick label={t("words.telex")} on={telex} onTurn={(on) => change({ telex: on })} />
        </>
      ) : null}
      {form === "mayday_relay" ? <Tick label={t("words.spoken")} on={spoken} onTurn={(on) => change({ spoken: on })} /> : null}
    </div>
  );
}

/** The e-mail, the one form whose every word is a person's own. */
function Own() {
  return (
    <>
      <Field label={t("words.own")} hint={t("words.draft")} lines={10} value={own.value} onInput={typeOwn} />
      <div role="group" aria-label={t("words.take_over")} class="choices">
        <span>{t("words.take_over")}</span>
        {FORMS.filter((one) => one !== "email").map((one) => (
          <Button key={one} onPress={() => void takeOver(one)}>
            {named("message_form", one)}
          </Button>
        ))}
      </div>
    </>
  );
}

function Text() {
  const done = kept.value;
  const form = wanted.value.form;
  return (
    <>
      <h3 id="words-text">{done ? t("words.as_kept", { message: done.message }) : t("words.text")}</h3>
      <div class="choices acts">
        <Button onPress={copyShown} shortcut="y" disabled={!ready.value}>
          {t("words.copy")}
        </Button>
        {done ? (
          <Button onPress={() => change({})}>{t("words.another")}</Button>
        ) : (
          <Button main onPress={() => void log()} disabled={!canLog.value}>
            {busy.value ? t("words.logging") : to.value.trim() ? t("words.log", { to: to.value.split(",").map((one) => named("case.centre", one.trim())).join(", ") }) : t("words.log_whom")}
          </Button>
        )}
      </div>
      <pre class="message" tabIndex={0} aria-labelledby="words-text" lang={tongue.value}>
        {shown.value || refusal.value || (to.value.trim() ? t("words.reading") : t("words.no_text"))}
      </pre>
      <p class="said">{t("words.not_sent")}</p>
      {form === "email" ? null : (
        <details>
          <summary>{t("words.why_fixed")}</summary>
          <p class="said">{t("words.fixed")}</p>
          <Button onPress={() => void takeOver(form)}>{t("words.to_email", { case: openCase.value })}</Button>
        </details>
      )}
    </>
  );
}

function Choice(props: { label: string; value: string; of: readonly string[]; stem: string; onPick: (one: string) => void }) {
  return (
    <label class="choice">
      {props.label}{" "}
      <select value={props.value} onChange={(event) => props.onPick(event.currentTarget.value)}>
        {props.of.map((one) => (
          <option key={one} value={one} selected={one === props.value}>
            {named(props.stem, one)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Tick(props: { label: string; on: boolean; onTurn: (on: boolean) => void }) {
  return (
    <label class="choice">
      <input type="checkbox" checked={props.on} onChange={(event) => props.onTurn(event.currentTarget.checked)} /> {props.label}
    </label>
  );
}
