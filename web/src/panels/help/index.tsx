/** Help: what the room does and never does, words, keys. */
import { t } from "../../words/index.ts";

export function HelpPanel() {
  return (
    <section class="panel help" aria-labelledby="help-title">
      <h2 id="help-title">{t("panel.help")}</h2>
      <p class="none">{t("panel.to_come")}</p>
    </section>
  );
}
