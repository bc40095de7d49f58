/** What somebody wanted to keep in words. Sealed: whoever reads says why, and the look is kept. */
import { signal } from "@preact/signals";
import { address, get } from "../../api/client.ts";
import { failed } from "../../state/failures.ts";
import { may } from "../../state/session.ts";
import { Button, Field } from "../../ui/index.ts";
import { named, t } from "../../words/index.ts";
import { Act } from "./act.tsx";
import { centre } from "./centre.ts";
import { moment } from "./moments.ts";
import { Section } from "./section.tsx";
import type { Sheet, Stamp } from "./shapes.ts";

interface Note extends Stamp {
  seq: number;
  kind: string;
  text: string;
}

const held = signal<{ case: string; notes: Note[] } | null>(null);
const why = signal("");
const mayRead = may("read_sealed");

export function Notes({ found }: { found: Sheet }) {
  const read = held.value?.case === found.case ? held.value.notes : null;
  const chronology = address("/api/cases/{case}/chronology", { path: { case: found.case }, query: { why: why.value.trim() || undefined } });
  return (
    <Section title={t("case.notes")} id="case-notes">
      <Act kind="note.added" />
      {mayRead.value ? (
        <form class="slip" onSubmit={(event) => ask(event, found.case)}>
          <Field label={t("case.notes_why")} value={why.value} onInput={(value) => (why.value = value)} hint={t("case.notes_logged")} />
          <p class="buttons">
            <button type="submit" class="button" disabled={!why.value.trim()}>
              {t("case.notes_read")}
            </button>
          </p>
        </form>
      ) : null}
      {read ? <Read notes={read} /> : null}
      <p>
        <a href={chronology} target="_blank" rel="noopener">
          {t("case.chronology")}
        </a>
      </p>
    </Section>
  );
}

function Read({ notes }: { notes: Note[] }) {
  return (
    <>
      {notes.length ? null : <p class="none">{t("case.no_note")}</p>}
      <ul>
        {notes.map((one) => (
          <li key={one.seq}>
            {moment(one.at)} {t("case.labelled", { name: `${centre(one.by_centre)}, ${named("role", one.by_role ?? "")}` })} {one.text || t("case.text_erased")}
          </li>
        ))}
      </ul>
      <Button onPress={() => (held.value = null)}>{t("case.notes_hide")}</Button>
    </>
  );
}

function ask(event: Event, name: string): void {
  event.preventDefault();
  get("/api/cases/{case}/notes", { path: { case: name }, query: { why: why.value.trim() } })
    .then((notes) => {
      held.value = { case: name, notes: notes as unknown as Note[] };
    })
    .catch(failed);
}
