/** Pages of the doctrine and its history, linked from every rule id. */
import { t } from "../../words/index.ts";

export function DoctrinePages() {
  return (
    <section class="panel doctrine" aria-labelledby="doctrine-title">
      <h2 id="doctrine-title">{t("panel.doctrine")}</h2>
      <p class="none">{t("panel.to_come")}</p>
    </section>
  );
}
