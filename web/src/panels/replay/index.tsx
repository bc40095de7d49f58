/** The time bar: the moment the map shows, and in #/replay the room as it was known at any minute. */
import { t } from "../../words/index.ts";

export function ReplayBar() {
  return (
    <section class="panel replay" aria-labelledby="replay-title">
      <h2 id="replay-title">{t("panel.replay")}</h2>
      <p class="none">{t("panel.to_come")}</p>
    </section>
  );
}
