/** A new report: paste anything, see what was understood, choose where it is in doubt, send by Ctrl+Enter. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { now } from "../../state/clock.ts";
import { draft, keepDraft } from "../../state/drafts.ts";
import { discard, keeps, outbox, type ReportBody, send, strangers } from "../../state/outbox.ts";
import { me } from "../../state/session.ts";
import { Button, useShortcut } from "../../ui/index.ts";
import { named, t } from "../../words/index.ts";
import { FieldRow } from "./field_row.tsx";
import { editsOf, pieces, type Edits, LOUD, type Preview, PRESETS, reportOf, type Row, rows } from "./report.ts";
import { After } from "./after.tsx";
import "./style.css";
import { usePreview } from "./preview.ts";
import { Way } from "./way.tsx";

interface Draft {
  text: string;
  edits: Edits;
  channel: string;
  source: string;
}
const EMPTY: Draft = { text: "", edits: {}, channel: "call", source: "unknown" };

function begun(name: string): Draft {
  try {
    return { ...EMPTY, ...(JSON.parse(draft(name)) as Draft) };
  } catch {
    return EMPTY;
  }
}
const said = (one: Draft) => one.text.trim() !== "" || Object.values(one.edits).some(Boolean);

export function EntryPanel() {
  const name = `entry.${me.value?.watermark ?? ""}`; // a draft of an exercise stays in it
  const [form, setForm] = useState<Draft>(() => begun(name));
  const [problem, setProblem] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const { preview, blind, ask } = usePreview(form.text);
  const change = (part: Partial<Draft>) => {
    const next = { ...form, ...part };
    setForm(next);
    setProblem("");
    keepDraft(name, said(next) ? JSON.stringify(next) : "");
  };
  const focus = useCallback(() => field.current?.focus(), []);
  useShortcut("n", "key.report", focus);
  useEffect(focus, []);
  const busy = useRef(false);
  const submit = async () => {
    if (busy.current) return;
    if (!said(form)) return setProblem(t("entry.empty"));
    busy.current = true;
    const understood = form.text.trim() ? await ask() : null;
    const at = `${now.value.toISOString().slice(0, 19)}Z`;
    const key = send(reportOf(form.text, understood, form.edits, { channel: form.channel, source: form.source, at }) as ReportBody, now.value);
    busy.current = false;
    for (const one of outbox.value) if (one.standing === "received" && one.key !== key) discard(one.key);
    keepDraft(name, ""); // from here on the outbox keeps it
    setForm({ ...EMPTY, channel: form.channel, source: form.source });
  };
  const back = (body: Record<string, unknown>) => {
    const { text = "", channel = "call", source = "unknown" } = body as Partial<Draft>;
    change({ text, channel, source, edits: editsOf(body) });
    focus();
  };
  const keys = (event: KeyboardEvent) => {
    const preset = event.altKey ? PRESETS.find((one) => event.code === `Digit${one.key}`) : undefined;
    if (preset) change({ channel: preset.channel, source: preset.source });
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
    else return;
    event.preventDefault();
  };
  const shown = rows(preview, form.edits);
  const edit = (field: string, value: string | undefined) => {
    const { [field]: _, ...others } = form.edits;
    change({ edits: value === undefined ? others : { ...others, [field]: value } });
  };
  return (
    <section class="panel entry" aria-labelledby="entry-title" onKeyDown={keys}>
      <h2 id="entry-title">{t("panel.report")}</h2>
      <After empty={!said(form)} onNext={focus} onChange={back} />
      {strangers.value.length ? <Strangers /> : null}
      {keeps.value ? null : <p class="loud">{t("entry.not_kept")}</p>}
      <label for="entry-text">{t("entry.paste")}</label>
      <div class="paste">
        <Layer text={form.text} preview={preview} />
        <textarea
          id="entry-text"
          ref={field}
          value={form.text}
          placeholder={t("entry.paste_hint")}
          spellcheck={false}
          onInput={(event) => change({ text: event.currentTarget.value })}
        />
      </div>
      {preview ? <Loud preview={preview} /> : null}
      <Way channel={form.channel} source={form.source} onWay={change} />
      <div class="send">
        <Button main onPress={() => void submit()}>
          {t("entry.send")}
          <kbd aria-hidden="true">Ctrl+Enter</kbd>
        </Button>
        {said(form) ? <p class="not-sent">{t("entry.not_sent")}</p> : <p class="none">{t("entry.kept_here")}</p>}
      </div>
      {problem ? <p class="said error">{problem}</p> : null}
      {blind ? <p class="loud">{t("entry.blind")}</p> : null}
      <Sums rows={shown} />
      <div class="rows">
        {shown.map((one) => (
          <FieldRow key={one.field} row={one} onEdit={edit} />
        ))}
      </div>
    </section>
  );
}

const loud = (field: string) => (LOUD as readonly string[]).includes(field);

/** Behind the field, letter for letter: the words that were understood are marked where they stand. */
function Layer({ text, preview }: { text: string; preview: Preview | null }) {
  return (
    <div class="layer" aria-hidden="true">
      {pieces(text, preview?.found ?? []).map((one, index) =>
        one.field ? (
          <mark key={index} class={loud(one.field) ? "danger" : one.standing}>
            {one.text}
          </mark>
        ) : (
          one.text
        ),
      )}
      {"\u200b"}
    </div>
  );
}

function Loud({ preview }: { preview: Preview }) {
  const found = preview.found.filter((one) => loud(one.field));
  if (!found.length) return null;
  return (
    <p class="loud">
      <span aria-hidden="true">▲ </span>
      {found.map((one) => `${named("entry.field", one.field)} ${t("entry.quoted", { words: one.readings[0]!.words })}`).join(" · ")}
    </p>
  );
}

/** What is known, what is to be chosen, and by name what is not known. */
function Sums({ rows }: { rows: Row[] }) {
  const of = (...standings: string[]) => rows.filter((one) => standings.includes(one.standing));
  const asked = of("unknown").filter((one) => ASKED.has(one.field));
  return (
    <p class="sums">
      {t("entry.sum_known", { count: of("understood", "typed").length })} ·{" "}
      <span class={of("ambiguous").length ? "choose" : ""}>{t("entry.sum_choose", { count: of("ambiguous").length })}</span>
      {asked.length ? (
        <>
          <br />
          <strong>{t("entry.sum_unknown")}</strong> {asked.map((one) => named("entry.field", one.field)).join(", ")}
        </>
      ) : null}
    </p>
  );
}
const ASKED = new Set([
  "position",
  "persons",
  "persons_in_water",
  "taking_water",
  "engine",
  "tubes_damaged",
  "injured_or_ill",
  "children_seen",
  "life_jackets",
]);

/** Reports typed for another room or by another account: said, and never sent from here. */
function Strangers() {
  return (
    <div class="loud">
      <p>{t("entry.strangers", { count: strangers.value.length })}</p>
      {strangers.value.map((one) => (
        <p key={one.key}>
          {one.watermark || t("entry.real")} · {one.since.slice(0, 16)}Z{" "}
          <Button onPress={() => discard(one.key)}>{t("entry.discard")}</Button>
        </p>
      ))}
    </div>
  );
}

