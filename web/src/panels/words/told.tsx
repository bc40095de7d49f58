/** Which centre was told by telephone, and whether it has acknowledged. */
import { useSignal } from "@preact/signals";
import { asOf } from "../../state/as_of.ts";
import { sheet } from "../../state/case.ts";
import { may, me } from "../../state/session.ts";
import { utc } from "../../format/index.ts";
import { Badge, Button, Field } from "../../ui/index.ts";
import { named, t } from "../../words/index.ts";
import { enter } from "./entering.ts";
import { centres } from "./message.ts";

const WAYS = ["telephone", "vhf", "email", "chat"] as const;
interface Told {
  at: string;
  channel: string;
  acknowledged?: string | null;
}
const mayTell = may("tell_centre");
const mayAcknowledge = may("acknowledge");

export function ToldCentres() {
  const found = sheet.value as unknown as { owner: string; told: Record<string, Told>; references: Record<string, string> } | null;
  if (!found) return null;
  const here = me.value?.centre;
  const all = centres.value.filter((one) => one in found.told || one !== found.owner);
  return (
    <section class="told" aria-labelledby="told-title">
      <h3 id="told-title">{t("words.told_title")}</h3>
      <ul class="lines">
        {all.map((one) => (
          <Centre key={one} name={one} told={found.told[one]} reference={found.references[one] ?? ""} own={one === here} />
        ))}
      </ul>
    </section>
  );
}

function Centre({ name, told, reference, own }: { name: string; told: Told | undefined; reference: string; own: boolean }) {
  const way = useSignal<(typeof WAYS)[number]>("telephone");
  const who = named("case.centre", name);
  const past = asOf.value !== null;
  return (
    <li>
      <p>
        <strong>{who}</strong>{" "}
        {told ? (
          <span>{t("words.was_told", { time: utc(new Date(told.at)), channel: named("words.by", told.channel) })}</span>
        ) : (
          <Badge tone="alarm">
            <span aria-hidden="true">▲ </span>
            {t("words.not_told")}
          </Badge>
        )}{" "}
        {told && told.acknowledged ? <Badge>{t("words.acknowledged", { time: utc(new Date(told.acknowledged)) })}</Badge> : null}
        {told && !told.acknowledged ? (
          <Badge tone="warn">
            <span aria-hidden="true">▲ </span>
            {t("words.not_acknowledged")}
          </Badge>
        ) : null}{" "}
        {reference ? t("words.reference_is", { reference }) : null}
      </p>
      {mayTell.value && !own && !past ? (
        <div class="choices">
          <label class="choice">
            {t("words.way", { who })}{" "}
            <select value={way.value} onChange={(event) => (way.value = event.currentTarget.value as typeof way.value)}>
              {WAYS.map((one) => (
                <option key={one} value={one}>
                  {t(`words.by.${one}`)}
                </option>
              ))}
            </select>
          </label>
          <Button onPress={() => void enter("centre.told", { centre: name, channel: way.value })}>{told ? t("words.told_again") : t("words.told_now")}</Button>
        </div>
      ) : null}
      {told && !told.acknowledged && mayAcknowledge.value && !past ? <Acknowledge name={name} who={who} own={own} way={way.value} /> : null}
    </li>
  );
}

/** The own centre acknowledges; of another one somebody heard it. */
function Acknowledge({ name, who, own, way }: { name: string; who: string; own: boolean; way: string }) {
  const open = useSignal(false);
  const reference = useSignal("");
  const act = async () => {
    const said = reference.value.trim() ? { reference: reference.value.trim() } : {};
    if (await enter("centre.acknowledged", own ? said : { ...said, centre: name, heard: way })) open.value = false;
  };
  if (!open.value) return <Button onPress={() => (open.value = true)}>{own ? t("words.acknowledge") : t("words.has_acknowledged", { who })}</Button>;
  return (
    <div class="slip">
      <Field label={t("words.reference", { who })} hint={t("words.reference_hint")} value={reference.value} onInput={(value) => (reference.value = value)} autofocus />
      <div class="choices">
        <Button main onPress={() => void act()}>
          {t("words.enter")}
        </Button>
        <Button onPress={() => (open.value = false)}>{t("words.leave")}</Button>
      </div>
    </div>
  );
}
