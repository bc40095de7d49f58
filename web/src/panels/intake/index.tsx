/** A new report: pasted text, what the parser understood, what stays unknown; the volunteer's four fields. */
import { t } from "../../words/index.ts";

export function Intake() {
  return (
    <section class="panel intake" aria-labelledby="intake-title">
      <h2 id="intake-title">{t("panel.report")}</h2>
      <p class="none">{t("panel.to_come")}</p>
    </section>
  );
}
