/** What each sign on the chart means; shapes are drawn as on the chart. Percentages only on demand. */
import { number } from "../../format/index.ts";
import { forecast } from "../../state/forecast.ts";
import { Button } from "../../ui/index.ts";
import { language, named, t } from "../../words/index.ts";
import { STEPS } from "./shares.ts";
import { area, edgeNote, hourShown, percentages } from "./view.ts";

/** As the cloud draws them, larger. */
const SIGNS: Record<string, string> = { boarding: "∟", under_way: "+", adrift: "▪", swamped: "▬", in_water: "■" };
const LINES = ["area", "likely", "mean"] as const;

export function Legend() {
  const found = forecast.value;
  return (
    <details class="legend" open={globalThis.innerWidth > 1600}>
      <summary>{t("map.legend")}</summary>
      {found?.ensemble ? (
        <>
          <ul>
            {found.ensemble.statuses.map((one) => (
              <li key={one}>
                <span class={`sign ${one}`} aria-hidden="true">
                  {SIGNS[one] ?? "·"}
                </span>{" "}
                {named("status", one)}
              </li>
            ))}
            <li>
              <span class="sign" aria-hidden="true">
                ○
              </span>{" "}
              {t("map.aground")}
            </li>
            <li>
              <span class="sign hull" aria-hidden="true">
                ×
              </span>{" "}
              {t("map.hull")}
            </li>
            {hourShown.value ? <li>{t("map.areas_of", hourShown.value)}</li> : null}
            {found.answer.forecast.landfalls?.length ? (
              <li>
                <span class="sign landfall" aria-hidden="true">
                  ╱
                </span>{" "}
                {t("map.landfall_sign")}
              </li>
            ) : null}
            {LINES.map((one) => (
              <li key={one}>
                <span class={`line ${one}`} aria-hidden="true" /> {t(`map.line.${one}`)}
              </li>
            ))}
          </ul>
          <Button onPress={() => (percentages.value = !percentages.value)} pressed={percentages.value} shortcut="p">
            {t("map.percentages")}
          </Button>
          {percentages.value ? <Shades /> : null}
          <p class="small">{t("map.particles", { count: found.ensemble.count, of: found.ensemble.of })}</p>
        </>
      ) : null}
      {edgeNote.value ? <p class="small">{t("map.edge")}</p> : null}
      <NotHeld />
    </details>
  );
}

function Shades() {
  const say = (share: number) => number(share * 100, language.value, 1);
  return (
    <ol class="shades">
      {STEPS.map((from, index) => (
        <li key={from}>
          <span class={`shade s${index + 1}`} aria-hidden="true" />{" "}
          {STEPS[index + 1] === undefined ? t("map.shade_above", { from: say(from) }) : t("map.shade", { from: say(from), to: say(STEPS[index + 1]!) })}
        </li>
      ))}
    </ol>
  );
}

function NotHeld() {
  const ground = area.value;
  if (!ground) return null;
  return (
    <p class="small">
      {t("map.not_held", { what: ground.not_held.map((one) => named("not_held", one)).join(", ") })} {ground.attribution}, {ground.licence}.
    </p>
  );
}
