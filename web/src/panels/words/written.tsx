/** What was written to whom, and who has read it. */
import { signal } from "@preact/signals";
import { getRaw } from "../../api/client.ts";
import { utc } from "../../format/index.ts";
import { asOf } from "../../state/as_of.ts";
import { sheet } from "../../state/case.ts";
import { failed } from "../../state/failures.ts";
import { may } from "../../state/session.ts";
import { Badge, Button, Dialog } from "../../ui/index.ts";
import { named, t } from "../../words/index.ts";
import { copy } from "./copy.ts";
import { enter } from "./entering.ts";

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
  const found = sheet.value as unknown as { case: string; messages?: Message[] } | null;
  const all = (found?.messages ?? []).toReversed();
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
          <Button onPress={() => void copy(open.value?.text ?? "", t("words.copied"))}>{t("words.copy")}</Button>
          <pre class="message" tabIndex={0}>
            {open.value.text}
          </pre>
        </Dialog>
      ) : null}
    </section>
  );
}

function Line({ one, name }: { one: Message; name: string }) {
  const form = named("message_form", one.form);
  const to = one.to.map((who) => named("case.centre", who)).join(", ");
  const title = t("words.line", { form, number: one.number, time: utc(new Date(one.at)), to, by: named("case.centre", one.by_centre) });
  const show = () =>
    getRaw("/api/cases/{case}/messages/{message}", { path: { case: name, message: one.message } })
      .then((answer) => answer.text())
      .then((text) => (open.value = { title: `${one.message} ${title}`, text }))
      .catch(failed);
  return (
    <li>
      <p>
        <strong>{one.message}</strong> {title}
      </p>
      <p class="choices">
        {(one.form === "mayday_relay" ? [] : one.to).map((who) => (
          <ReadBy key={who} who={who} at={one.read[who]} message={one.message} />
        ))}
        <Button onPress={() => void show()} label={t("words.show_this", { message: one.message })}>
          {t("words.show")}
        </Button>
      </p>
    </li>
  );
}

function ReadBy({ who, at, message }: { who: string; at: string | undefined; message: string }) {
  const name = named("case.centre", who);
  if (at) return <Badge>{t("words.read_by", { who: name, time: utc(new Date(at)) })}</Badge>;
  return (
    <>
      <Badge tone="warn">
        <span aria-hidden="true">▲ </span>
        {t("words.not_read_by", { who: name })}
      </Badge>
      {mayRead.value && asOf.value === null ? (
        <Button onPress={() => void enter("message.read", { message, by: who })} label={`${t("words.note_read", { who: name })}: ${message}`}>
          {t("words.note_read", { who: name })}
        </Button>
      ) : null}
    </>
  );
}
