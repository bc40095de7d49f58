/** What can harm people there: exceeded, not shown safe, or unknown. Nothing here is safe. */
import { named, t } from "../../words/index.ts";
import { Rests } from "./rests.tsx";
import { Section } from "./section.tsx";
import type { Answer, Hazard } from "./shapes.ts";
import { Sign } from "./sign.tsx";
import { Sources } from "./sources.tsx";

const ORDER = ["exceeded", "not_shown_safe", "unknown"];

export function Hazards({ known }: { known: Answer }) {
  const rows = [...known.hazards].sort((a, b) => ORDER.indexOf(a.class) - ORDER.indexOf(b.class));
  const count = rows.filter((one) => one.class === "exceeded").length;
  return (
    <Section title={t("case.hazards")} brief={t("case.hazards_brief", { exceeded: count, rest: rows.length - count })} id="case-hazards">
      <ul class="hazards">
        {rows.map((one) => (
          <Line key={one.name} one={one} />
        ))}
      </ul>
      <p class="soft">{t("case.hazards_note")}</p>
      <Rests of={["hazards", "sea"]} />
    </Section>
  );
}

function Line({ one }: { one: Hazard }) {
  return (
    <li>
      <Sign state={one.class} word={named("case.class", one.class)} /> {one.text}
      {one.unknown.length ? <span class="soft"> {t("case.for_want_of", { facts: one.unknown.map((what) => named("case.want", what)).join(", ") })}</span> : null}
      <Sources names={one.sources} />
    </li>
  );
}
