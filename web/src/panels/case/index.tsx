/** The case sheet: what a tired person must see first stands first; the rest folds. */
import { useEffect } from "preact/hooks";
import { notKnownThen } from "../../state/case.ts";
import { failed } from "../../state/failures.ts";
import { queue } from "../../state/queue.ts";
import { place } from "../../state/place.ts";
import { hashOf } from "../../state/route.ts";
import { me } from "../../state/session.ts";
import { named, t } from "../../words/index.ts";
import { askDescription } from "./described.ts";
import { Header } from "./header.tsx";
import { Parts } from "./parts.tsx";
import { sheet, watchBefore, watchGates } from "./open_case.ts";
import { watchPaper } from "./paper.ts";
import "./style.css";

export function CaseSheet() {
  useEffect(() => {
    if (me.value) askDescription().catch(failed);
  }, [me.value]);
  useEffect(() => {
    const stops = [watchGates(), watchBefore(), watchPaper()];
    return () => stops.forEach((stop) => stop());
  }, []);
  const found = sheet.value;
  return (
    <section class="panel case" aria-labelledby="case-title">
      <h2 id="case-title">{found ? t("case.title", { case: found.case }) : t("panel.case")}</h2>
      {found ? (
        <>
          <Header found={found} />
          <Parts found={found} />
        </>
      ) : (
        <NoCase />
      )}
    </section>
  );
}

/** On a phone the tab leads here with no case chosen. */
function NoCase() {
  if (notKnownThen.value) return <p class="none">{t("replay.case_unknown")}</p>;
  if (place.value.panel === "case" && place.value.name) return <p class="none">{t("case.loading")}</p>;
  const cases = queue.value?.cases ?? [];
  return (
    <>
      <p class="none">{t("case.choose_case")}</p>
      <ul class="lines">
        {cases.map((one) => (
          <li key={one.case}>
            <a href={hashOf("case", one.case)}>
              <strong>{one.case}</strong> {named("case_state", one.state)}
            </a>
            <p>{one.coordinator}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
