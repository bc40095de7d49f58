/** The parts of the sheet, in the order of what matters first. */
import { t } from "../../words/index.ts";
import { BoatSwitch } from "./boat_switch.tsx";
import { Boats } from "./boats.tsx";
import { Card } from "./card.tsx";
import { Changes } from "./changes.tsx";
import { Decisions } from "./decisions.tsx";
import { Endings } from "./endings.tsx";
import { FirstMinute } from "./first_minute.tsx";
import { HandOver } from "./hand_over.tsx";
import { Hazards } from "./hazards.tsx";
import { Links } from "./links.tsx";
import { Notes } from "./notes.tsx";
import { Origins } from "./origins.tsx";
import { answer, behind, newest } from "./open_case.ts";
import { Questions } from "./questions.tsx";
import { Rest } from "./rest.tsx";
import { Scene } from "./scene.tsx";
import { Searches } from "./searches.tsx";
import type { Sheet } from "./shapes.ts";
import { Tasks } from "./tasks.tsx";
import { Urgency } from "./urgency.tsx";

export function Parts({ found }: { found: Sheet }) {
  const known = answer.value;
  return (
    <>
      <BoatSwitch found={found} />
      {newest.value && behind.value ? <p class="none">{t("case.answer_loading")}</p> : null}
      {newest.value ? null : <p class="refusal">{t("case.no_assessment")}</p>}
      {known ? (
        <>
          <FirstMinute found={found} known={known} />
          <Urgency known={known} />
        </>
      ) : null}
      <Questions found={found} known={known} />
      <Changes />
      {found.hand_over ? <HandOver found={found} /> : null}
      {known ? (
        <>
          <Card found={found} known={known} />
          <Hazards known={known} />
        </>
      ) : null}
      <Boats found={found} />
      <Links found={found} />
      <Tasks found={found} known={known} />
      <Searches found={found} known={known} />
      <Scene found={found} known={known} />
      {found.hand_over ? null : <HandOver found={found} />}
      <Decisions found={found} />
      <Notes found={found} />
      <Endings found={found} />
      {known ? <Origins known={known} /> : null}
      <Rest />
    </>
  );
}
