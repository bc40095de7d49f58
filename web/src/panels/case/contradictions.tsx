/** Statements that cannot both be true. They stay, and they block an ending, until somebody says why. */
import { Badge } from "../../ui/index.ts";
import { t } from "../../words/index.ts";
import { Act } from "./act.tsx";
import type { Boat } from "./shapes.ts";

export function Contradictions({ boat }: { boat: Boat }) {
  if (!boat.contradictions.length) return null;
  return (
    <div class="contradictions">
      <h5>{t("case.contradictions")}</h5>
      <ul>
        {boat.contradictions.map((one) => (
          <li key={one.key}>
            <p>
              <Badge tone={one.settled ? "plain" : "warn"}>{t(one.settled ? "case.settled" : "case.unsettled")}</Badge> {one.words}{" "}
              {one.settled ? <span class="soft">{t("case.because", { why: one.settled })}</span> : null}
            </p>
            <Act kind={one.settled ? "settlement.undone" : "contradiction.settled"} body={{ craft: boat.craft, contradiction: one.key }} />
          </li>
        ))}
      </ul>
    </div>
  );
}
