/** Mayday relays that went out, which ships owe an answer, and what they answered. */
import { useSignal } from "@preact/signals";
import { utc } from "../../format/index.ts";
import { asOf } from "../../state/as_of.ts";
import { sheet } from "../../state/case.ts";
import { may } from "../../state/session.ts";
import { Badge, Button, Field } from "../../ui/index.ts";
import { named, t } from "../../words/index.ts";
import { enter } from "./entering.ts";

const ANSWERS = ["proceeding", "acknowledged", "unable", "no_answer"] as const;
interface Relay {
  relay: string;
  at: string;
  near: string[];
  answers: Record<string, { answer: string; why?: string }>;
}
const mayTask = may("task");

export function Relays() {
  const relays = (sheet.value as unknown as { relays?: Relay[] } | null)?.relays ?? [];
  const may_enter = mayTask.value && asOf.value === null;
  return (
    <section class="relays" aria-labelledby="relays-title">
      <h3 id="relays-title">{t("words.relays")}</h3>
      {relays.length ? null : <p class="none">{t("words.no_relay")}</p>}
      <ul class="lines">
        {relays.map((one) => (
          <li key={one.relay}>
            <p>
              <strong>{one.relay}</strong> {t("words.relay_at", { time: utc(new Date(one.at)) })}
            </p>
            {[...new Set([...one.near, ...Object.keys(one.answers)])].map((ship) => (
              <Ship key={ship} relay={one.relay} ship={ship} answer={one.answers[ship]} open={may_enter} />
            ))}
            {may_enter ? <Other relay={one.relay} /> : null}
          </li>
        ))}
      </ul>
      {may_enter ? <ReadOut /> : null}
    </section>
  );
}

function Ship({ relay, ship, answer, open }: { relay: string; ship: string; answer: { answer: string; why?: string } | undefined; open: boolean }) {
  return (
    <div class="ship" role="group" aria-label={ship}>
      <p>
        {ship}:{" "}
        {answer ? (
          <Badge>{named("case.value", answer.answer)}</Badge>
        ) : (
          <Badge tone="warn">
            <span aria-hidden="true">▲ </span>
            {t("words.owes_answer")}
          </Badge>
        )}{" "}
        {answer?.why}
      </p>
      {open && (!answer || answer.answer === "no_answer") ? <Answers relay={relay} ship={ship} /> : null}
    </div>
  );
}

function Answers({ relay, ship }: { relay: string; ship: string }) {
  return (
    <div class="choices">
      {ANSWERS.map((answer) => (
        <Button key={answer} label={t("words.answers", { ship, answer: named("case.value", answer) })} onPress={() => void enter("relay.answered", { relay, ship, answer })}>
          {named("case.value", answer)}
        </Button>
      ))}
    </div>
  );
}

/** A ship that nobody had on the list answers too. */
function Other({ relay }: { relay: string }) {
  const ship = useSignal("");
  return (
    <>
      <Field label={t("words.other_ship", { relay })} value={ship.value} onInput={(value) => (ship.value = value)} />
      {ship.value.trim() ? <Answers relay={relay} ship={ship.value.trim()} /> : null}
    </>
  );
}

function ReadOut() {
  const near = useSignal("");
  const radius = useSignal("");
  const miles = Number(radius.value.replace(",", "."));
  const wrong = radius.value.trim() !== "" && !(miles > 0);
  const act = async () => {
    const ships = near.value.split(",").map((one) => one.trim()).filter(Boolean);
    const done = await enter("relay.sent", { near: ships, radius_nm: radius.value.trim() ? miles : null });
    if (done) [near.value, radius.value] = ["", ""];
  };
  return (
    <details class="slip">
      <summary>{t("words.read_out")}</summary>
      <Field label={t("words.near")} hint={t("words.near_hint")} value={near.value} onInput={(value) => (near.value = value)} />
      <Field label={t("words.radius")} value={radius.value} onInput={(value) => (radius.value = value)} {...(wrong ? { error: t("words.radius_wrong") } : {})} />
      <Button onPress={() => void act()} disabled={wrong}>
        {t("words.enter_relay")}
      </Button>
    </details>
  );
}
