/** Words to send: SITREP, hand-over, relay, e-mail; editable, copied, logged as sent to whom. */
import { t } from "../../words/index.ts";

export function WordsToSend() {
  return (
    <section class="panel words" aria-labelledby="words-title">
      <h2 id="words-title">{t("panel.words")}</h2>
      <p class="none">{t("panel.to_come")}</p>
    </section>
  );
}
