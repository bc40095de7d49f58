/** Two quantities that must never be mixed: how soon to be there, and before when nobody may speak of ending. */
import { shown } from "../../state/clock.ts";
import { Badge } from "../../ui/index.ts";
import { t } from "../../words/index.ts";
import { Models } from "./models.tsx";
import { moment } from "./moments.ts";
import { Rests } from "./rests.tsx";
import { Section } from "./section.tsx";
import type { Answer } from "./shapes.ts";

export function Urgency({ known }: { known: Answer }) {
  const found = known.survival;
  if (!found)
    return (
      <Section title={t("case.urgency")} open>
        <p>
          <Badge tone="unknown">{t("unknown")}</Badge> {t("case.urgency_unknown")}
        </p>
      </Section>
    );
  return (
    <Section title={t("case.urgency")} open>
      <div class="two">
        <div class="urgent">
          <h4>{t("case.urgent_by")}</h4>
          <p class="large">{found.urgent_by ? moment(found.urgent_by) : <Badge tone="unknown">{t("case.urgent_unknown")}</Badge>}</p>
          <Passed at={found.urgent_by} />
          {found.urgent_by ? <p>{sentence(found.urgent_by_text)}</p> : null}
        </div>
        <div class="not-before">
          <h4>{t("case.not_before")}</h4>
          <p class="large">{found.not_before ? moment(found.not_before) : <Badge tone="unknown">{t("case.not_before_unknown")}</Badge>}</p>
          <p>{sentence(found.not_before_text)}</p>
        </div>
      </div>
      <p class="soft">{t("case.urgency_note")}</p>
      <Models of={found} />
      <Rests of={["survival", "sea"]} />
    </Section>
  );
}

/** A moment that lies behind makes it more urgent, and ends nothing. */
function Passed({ at }: { at: string | null }) {
  if (!at || Date.parse(at) > shown.value.getTime()) return null;
  return <p class="doubt">{t("case.urgent_passed")}</p>;
}

/** The server's text begins with the moment itself, or the word for unknown: that stands large above it. */
function sentence(text: string): string {
  const rest = text.replace(/^(\d{4}-\d{2}-\d{2}T[\d:.]+Z|unknown|inconnue?)\s*[,:.]?\s*/i, "");
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
