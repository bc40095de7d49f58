/** Every other thing that can be entered of a case: one list, one form. */
import { signal } from "@preact/signals";
import { named, t } from "../../words/index.ts";
import { Act } from "./act.tsx";
import { kindsOfCase, mayEnter } from "./described.ts";
import { Section } from "./section.tsx";
import { boatChoices, centreChoices, reportChoices, sayerChoices, searcherChoices, targetChoices } from "./choices.ts";

const chosen = signal("");
const words = (kind: string) => named("case.act", kind.replace(".", "_"));
/** Entered elsewhere on the sheet only, with what stands against it beside the button. */
const ELSEWHERE = new Set(["case.closed", "case.ended", "decision.taken", "craft.merged", "account.undone"]);

export function Rest() {
  const kinds = kindsOfCase()
    .filter((one) => mayEnter(one) && !ELSEWHERE.has(one))
    .sort((a, b) => words(a).localeCompare(words(b)));
  if (!kinds.length) return null;
  const choose = {
    craft: boatChoices(),
    centre: centreChoices(),
    report: reportChoices(),
    by: chosen.value === "fact.recorded" ? sayerChoices() : [],
    searcher: searcherChoices(),
    target: targetChoices(),
  };
  return (
    <Section title={t("case.rest")} id="case-rest">
      <div class="field">
        <label for="case-rest-kind">{t("case.rest_kind")}</label>
        <select id="case-rest-kind" value={chosen.value} onChange={(event) => (chosen.value = (event.currentTarget as HTMLSelectElement).value)}>
          <option value="">{t("case.choose")}</option>
          {kinds.map((one) => (
            <option key={one} value={one} selected={one === chosen.value}>
              {words(one)}
            </option>
          ))}
        </select>
      </div>
      {chosen.value ? <Act key={chosen.value} kind={chosen.value} choose={choose} /> : null}
    </Section>
  );
}
