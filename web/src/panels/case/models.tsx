/** The models behind the two times, each with its hours and its source; one out of range says so. */
import { number } from "../../format/index.ts";
import { language, named, t } from "../../words/index.ts";
import type { Answer, SurvivalModel } from "./shapes.ts";
import { Sources } from "./sources.tsx";

export function Models({ of }: { of: NonNullable<Answer["survival"]> }) {
  return (
    <details class="rests">
      <summary>{t("case.models", { count: of.models.length })}</summary>
      <div class="inside">
        <ul>
          {of.models.map((one) => (
            <li key={one.name}>
              {hours(one)} {one.hours === null ? null : named("case.model_mean", one.meaning === "lower" ? one.name : one.meaning)} <Sources names={one.sources} />
            </li>
          ))}
        </ul>
        <p class="soft">{t("case.models_note")}</p>
      </div>
    </details>
  );
}

function hours(one: SurvivalModel): string {
  if (one.hours === null) return t("case.model_out");
  const said = (value: number | null) => (value === null ? t("unknown") : number(value, language.value, 1));
  return t("case.model_hours", { hours: said(one.hours), cold: said(one.hours_cold), warm: said(one.hours_warm) });
}
