/** What was written to whom, and who has read it. */
import { signal } from "@preact/signals";
import { getRaw, post } from "../../api/client.ts";
import { utc } from "../../format/index.ts";
import { sheet } from "../../state/case.ts";
import { failed, tell } from "../../state/failures.ts";
import { may } from "../../state/session.ts";
import { Badge, Button, Dialog } from "../../ui/index.ts";
import { named, t } from "../../words/index.ts";

interface Message {
  message: string;
  form: string;
  number: number;
  to: string[];
  at: string;
  by_centre: string;
  read: Record<string, string>;
}
const open = signal<{ title: string; text: string } | null>(null);
const mayRead = may("acknowledge");

export function Written() {
  const found = sheet.value as { case: string; messages?: Message[] } | null;
  const all = found?.messages ?? [];
  return (
    <section class="written" aria-labelledby="written-title">
      <h3 id="written-title">{t("words.written")}</h3>
      {all.length ? null : <p class="none">{t("words.none_written")}</p>}
      <ul class="lines">
        {all.map((one) => (
          <Line key={one.message} one={one} name={found!.case} />
        ))}
      </ul>
      {open.value ? (
        <Dialog title={open.value.title} onClose={() => (open.value = null)}>
          <pre class="message" tabIndex={0}>
            {open.value.text}
          </pre>
        </Dialog>
      ) : null}
    </section>
  );
}

function Line({ one, name }: { one: Message; name: string }) {
  const title = t("words.line", { form: named("message_form", one.form), number: one.number, time: utc(new Date(one.at)), to: one.to.join(", ") });
  const show = () =>
    getRaw("/api/cases/{case}/messages/{message}", { path: { case: name, message: one.message } })
      .then((answer) => answer.text())
      .then((text) => (open.value = { title, text }))
      .catch(failed);
  return (
    <li>
      <p>
        <strong>{one.message}</strong> {title}
      </p>
      <p class="choices">
        {one.to.map((who) => (
          <ReadBy key={who} who={who} at={one.read[who]} message={one.message} name={name} />
        ))}
        <Button onPress={() => void show()}>{t("words.show")}</Button>
      </p>
    </li>
  );
}

function ReadBy({ who, at, message, name }: { who: string; at: string | undefined; message: string; name: string }) {
  if (at) return <Badge>{t("words.read_by", { who, time: utc(new Date(at)) })}</Badge>;
  const note = () =>
    post("/api/cases/{case}/events/message.read", { message, by: who }, { path: { case: name } }).then(() => tell(t("words.noted", { who })), failed);
  return (
    <>
      <Badge tone="warn">{t("words.not_read_by", { who })}</Badge>
      {mayRead.value ? <Button onPress={() => void note()}>{t("words.note_read", { who })}</Button> : null}
    </>
  );
}
