/** What the newest assessment says otherwise than the one before it. */
import { named, t } from "../../words/index.ts";
import { changesOf, type Change } from "./differences.ts";
import { moment } from "./moments.ts";
import { answer, compared, newest } from "./open_case.ts";
import { Section } from "./section.tsx";

export function Changes() {
  const [old, now] = [compared.value, answer.value];
  if (!old || !now) return null;
  const found = changesOf(old.answer, now);
  return (
    <Section title={t("case.changes")} brief={t("case.changes_count", { count: found.length })} id="case-changes" open>
      <p class="soft">{t("case.changes_between", { from: old.assessment, to: newest.value?.assessment ?? "" })}</p>
      {found.length ? (
        <ul>
          {found.map((one) => (
            <li key={`${one.what} ${one.about}`}>{words(one)}</li>
          ))}
        </ul>
      ) : (
        <p class="none">{t("case.changes_none")}</p>
      )}
    </Section>
  );
}

function words(one: Change): string {
  if (one.what === "urgent") return t("case.changed_urgent", { from: moment(one.from), to: one.to ? moment(one.to) : t("case.urgent_unknown") });
  if (one.what === "not_before")
    return t("case.changed_not_before", { from: moment(one.from), to: one.to ? moment(one.to) : t("case.not_before_unknown") });
  if (one.what === "verdict") return t("case.changed", { about: one.about, from: verdict(one.from), to: verdict(one.to) });
  if (one.what === "hazard") return t("case.changed", { about: one.about, from: hazard(one.from), to: hazard(one.to) });
  if (one.what === "asked") return t("case.changed_asked", { about: one.about });
  if (one.what === "settled") return t("case.changed_settled", { about: one.about });
  return one.to || t("case.control_shown");
}

const verdict = (name: string) => (name ? named("case.verdict", name) : t("case.not_on_card"));
const hazard = (name: string) => (name ? named("case.class", name) : t("unknown"));
