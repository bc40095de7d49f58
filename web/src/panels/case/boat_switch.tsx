/** Of which boat times, card and hazards speak, where the case has several. */
import { chosenCraft } from "../../state/forecast.ts";
import { Button } from "../../ui/index.ts";
import { t } from "../../words/index.ts";
import { newest } from "./open_case.ts";
import type { Sheet } from "./shapes.ts";

export function BoatSwitch({ found }: { found: Sheet }) {
  if (found.boats.length < 2) return null;
  const shown = chosenCraft.value || newest.value?.craft;
  return (
    <div class="switch" role="group" aria-label={t("case.which_boat")}>
      <p>{t("case.which_boat")}</p>
      {found.boats.map((one) => (
        <Button key={one.craft} pressed={one.craft === shown} onPress={() => (chosenCraft.value = one.craft)}>
          {one.label ? t("case.boat_label", { craft: one.craft, label: one.label }) : t("case.boat", { craft: one.craft })}
        </Button>
      ))}
    </div>
  );
}
