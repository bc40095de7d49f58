/** The card: what the rules say of each option, on whose word. A person decides; it never says go. */
import { hashOf } from "../../state/route.ts";
import { t } from "../../words/index.ts";
import { newest } from "./open_case.ts";
import { OptionRow } from "./option.tsx";
import { Rests } from "./rests.tsx";
import { Section } from "./section.tsx";
import type { Answer, Doctrine, Option, Sheet } from "./shapes.ts";

const ORDER = ["required", "forbidden", "undetermined", "not_permitted", "permitted"];
const byVerdict = (a: Option, b: Option) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict);

export function Card({ found, known }: { found: Sheet; known: Answer }) {
  const rescue = known.card.filter((one) => one.group === "rescue").sort(byVerdict);
  const control = known.card.filter((one) => one.group !== "rescue");
  return (
    <Section title={t("case.card")} brief={t("case.card_brief", { craft: newest.value?.craft ?? "" })} open id="case-card">
      <h4>{t("case.group_rescue")}</h4>
      {rescue.map((one) => (
        <OptionRow key={one.option} one={one} found={found} known={known} />
      ))}
      {known.control_card ? <p class="withheld">{known.control_card}</p> : null}
      {known.control_card || !control.length ? null : (
        <>
          <h4>{t("case.group_control")}</h4>
          {control.map((one) => (
            <OptionRow key={one.option} one={one} found={found} known={known} />
          ))}
        </>
      )}
      <Doctrines doctrines={known.doctrines} />
      <Rests of={["card"]} />
    </Section>
  );
}

/** By which texts this was judged, and what nobody knows of them. */
function Doctrines({ doctrines }: { doctrines: Doctrine[] }) {
  return (
    <details>
      <summary>{t("case.by_texts", { count: doctrines.length })}</summary>
      <ul>
        {doctrines.map((one) => (
          <li key={one.id}>
            <a href={hashOf("doctrine", one.id)}>{one.title}</a>
            {one.certain ? null : <p class="doubt">{one.doubt || t("case.in_doubt")}</p>}
            {one.unknown.map((what) => (
              <p key={what} class="soft">
                {t("case.not_known_of", { what })}
              </p>
            ))}
            {one.practice.map((what) => (
              <p key={what} class="soft">
                {t("case.practice", { what })}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}
