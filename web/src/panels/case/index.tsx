/** The case sheet: tally, evidence against first, urgency, hazard classes, card, questions, decisions, hand-over, log. */
import { t } from "../../words/index.ts";

export function CaseSheet() {
  return (
    <section class="panel case" aria-labelledby="case-title">
      <h2 id="case-title">{t("panel.case")}</h2>
      <p class="none">{t("panel.to_come")}</p>
    </section>
  );
}
