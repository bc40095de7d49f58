/** Words to send: SITREP, hand-over, relay, e-mail of the open case. A person sends them; the room writes them down. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { post } from "../../api/client.ts";
import { openCase, sheet } from "../../state/case.ts";
import { draft, keepDraft } from "../../state/drafts.ts";
import { failed, tell } from "../../state/failures.ts";
import { may } from "../../state/session.ts";
import { Button, Field, useShortcut } from "../../ui/index.ts";
import { language, named, t } from "../../words/index.ts";
import "./style.css";
import { Written } from "./written.tsx";

const FORMS = ["sitrep", "handover", "mayday_relay", "email"] as const;
const PRIORITIES = ["distress", "urgency", "safety", "routine"] as const;
type Form = (typeof FORMS)[number];
type Priority = (typeof PRIORITIES)[number];
const SETTLED_MS = 400;
const mayWrite = may("write_message");
let copyNow = () => {};

export function WordsToSend() {
  const name = openCase.value;
  useShortcut("y", "key.copy_message", copyShown);
  return (
    <section class="panel words" aria-labelledby="words-title">
      <h2 id="words-title">{t("panel.words")}</h2>
      {!name ? <p class="none">{t("words.choose_case")}</p> : null}
      {name && !mayWrite.value ? <p class="none">{t("words.not_yours")}</p> : null}
      {name && mayWrite.value ? <Writing key={name} name={name} /> : null}
      {name && sheet.value ? <Written /> : null}
    </section>
  );
}

function copyShown(): void {
  copyNow();
}

/** To whom it goes if nobody says else: the other centre of the case. */
function otherCentre(): string {
  const found = sheet.value as { owner?: string; told?: Record<string, unknown> } | null;
  return Object.keys(found?.told ?? {}).find((one) => one !== found?.owner) ?? "";
}

function Writing({ name }: { name: string }) {
  const form = useSignal<Form>("sitrep");
  const to = useSignal(otherCentre());
  const priority = useSignal<Priority>("distress");
  const spoken = useSignal(false);
  const short = useSignal(false);
  const tongue = useSignal(language.value);
  const own = useSignal(draft(`email.${name}`));
  const text = useSignal("");
  const wanted = () => ({
    to: to.value.split(",").map((one) => one.trim()).filter(Boolean),
    language: tongue.value,
    priority: priority.value,
    spoken: spoken.value,
    short: short.value,
    telex: false,
    text: form.value === "email" ? own.value : "",
    at: null,
  });
  const path = { case: name, form: form.value };
  useEffect(() => {
    if (!wanted().to.length) return undefined;
    const ask = () =>
      post("/api/cases/{case}/messages/{form}/preview", wanted(), { path }).then((found) => (text.value = found.text), failed);
    const timer = setTimeout(ask, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [form.value, to.value, priority.value, spoken.value, short.value, tongue.value, own.value, sheet.value]);
  copyNow = () => void navigator.clipboard.writeText(text.value).then(() => tell(t("words.copied")), failed);
  const log = async () => {
    try {
      const made = await post("/api/cases/{case}/messages/{form}", wanted(), { path });
      keepDraft(`email.${name}`, "");
      tell(t("words.logged", { message: made.message, to: to.value }));
    } catch (error) {
      failed(error);
    }
  };
  return (
    <form class="writing" onSubmit={(event) => event.preventDefault()}>
      <div role="group" aria-label={t("words.form")} class="choices">
        {FORMS.map((one) => (
          <Button key={one} pressed={form.value === one} onPress={() => (form.value = one)}>
            {named("message_form", one)}
          </Button>
        ))}
      </div>
      <Field label={t("words.to")} hint={t("words.to_hint")} value={to.value} onInput={(value) => (to.value = value)} />
      <div class="choices">
        <Choice label={t("words.language")} value={tongue.value} of={["en", "fr"]} stem="language" onPick={(one) => (tongue.value = one as "en" | "fr")} />
        <Choice label={t("words.priority")} value={priority.value} of={PRIORITIES} stem="priority" onPick={(one) => (priority.value = one as Priority)} />
        <Tick label={t("words.spoken")} on={spoken.value} onTurn={(on) => (spoken.value = on)} />
        {form.value === "sitrep" ? <Tick label={t("words.short")} on={short.value} onTurn={(on) => (short.value = on)} /> : null}
      </div>
      {form.value === "email" ? (
        <Field label={t("words.own")} lines={5} value={own.value} onInput={(value) => keepDraft(`email.${name}`, (own.value = value))} />
      ) : null}
      <h3 id="words-text">{t("words.text")}</h3>
      <pre class="message" tabIndex={0} aria-labelledby="words-text" lang={tongue.value}>
        {text.value || t("words.no_text")}
      </pre>
      <p class="said">{t("words.not_sent")}</p>
      <div class="choices">
        <Button onPress={copyShown} shortcut="y" disabled={!text.value}>
          {t("words.copy")}
        </Button>
        <Button main onPress={() => void log()} disabled={!text.value || !to.value.trim()}>
          {t("words.log", { to: to.value })}
        </Button>
      </div>
    </form>
  );
}

function Choice(props: { label: string; value: string; of: readonly string[]; stem: string; onPick: (one: string) => void }) {
  return (
    <label class="choice">
      {props.label}{" "}
      <select value={props.value} onChange={(event) => props.onPick(event.currentTarget.value)}>
        {props.of.map((one) => (
          <option key={one} value={one}>
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
