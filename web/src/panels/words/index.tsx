/** Words to send: SITREP, hand-over, relay, e-mail of the open case. A person sends them; the room writes them down. */
import { asOf } from "../../state/as_of.ts";
import { openCase, sheet } from "../../state/case.ts";
import { queue } from "../../state/queue.ts";
import { may } from "../../state/session.ts";
import { Button, useShortcut } from "../../ui/index.ts";
import { t } from "../../words/index.ts";
import { Relays } from "./relays.tsx";
import "./style.css";
import { ToldCentres } from "./told.tsx";
import { copyShown, Writing } from "./writing.tsx";
import { Written } from "./written.tsx";

const mayWrite = may("write_message");

export function WordsToSend() {
  const name = openCase.value;
  useShortcut("y", "key.copy_message", copyShown);
  return (
    <section class="panel words" aria-labelledby="words-title">
      <h2 id="words-title">{name ? t("words.of_case", { case: name }) : t("panel.words")}</h2>
      {name ? <OfCase /> : <NoCase />}
    </section>
  );
}

function OfCase() {
  return (
    <>
      {mayWrite.value ? null : <p class="none">{t("words.not_yours")}</p>}
      {asOf.value === null ? null : <p class="none">{t("words.not_back")}</p>}
      {mayWrite.value && asOf.value === null ? <Writing /> : null}
      {sheet.value ? (
        <>
          <Written />
          <ToldCentres />
          <Relays />
        </>
      ) : null}
    </>
  );
}

function NoCase() {
  return (
    <>
      <p class="none">{t("words.choose_case")}</p>
      <div class="choices">
        {queue.value?.cases.map((one) => (
          <Button key={one.case} onPress={() => (openCase.value = one.case)}>
            {one.case}
          </Button>
        ))}
      </div>
    </>
  );
}
