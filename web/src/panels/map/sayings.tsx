/** What the picture says in words: who coordinates, how large the area is, and where nothing is known. */
import { number, utc } from "../../format/index.ts";
import { chosenCraft, craftsSeen, forecast, type Forecast } from "../../state/forecast.ts";
import { openCase, sheet } from "../../state/case.ts";
import { Button } from "../../ui/index.ts";
import { language, t } from "../../words/index.ts";
import { contoursNow, hour } from "./view.ts";

export function Sayings() {
  const found = forecast.value;
  if (!found) return <p class="sayings none">{openCase.value ? t(waiting() ? "map.loading" : "map.no_forecast") : t("map.choose_case")}</p>;
  const { known, unknown_because } = found.answer.forecast;
  return (
    <div class="sayings">
      <p class="coordinator">{sheet.value?.coordinator ?? found.answer.coordination.sentence}</p>
      <Made found={found} areas={known} />
      {known ? null : <p class="unknown-drift">{t("map.unknown", { why: unknown_because ?? "" })}</p>}
      <Boats />
    </div>
  );
}

/** Which forecast it is, and what became of the one before: gone on from, or dropped, and why. */
function Made({ found, areas }: { found: Forecast; areas: boolean }) {
  const evidence = found.answer.manifest.evidence;
  const key = evidence?.outcome === "continued" && evidence.fixes.length ? "map.rebased" : "map.made";
  return (
    <>
      <p>
        <span class="made">{t(key, { assessment: found.assessment, time: utc(new Date(found.answer.situation.time)) })}</span>{" "}
        {areas ? <Areas /> : null}
      </p>
      {evidence ? <p class="evidence">{evidence.text}</p> : null}
    </>
  );
}

/** Whether the case has a forecast that is still on its way. */
function waiting(): boolean {
  return sheet.value === null || craftsSeen.value.length > 0;
}

function Areas() {
  if (hour.value === null) return <span class="none">{t("map.loading")}</span>;
  const of = (body: string) => contoursNow.value.find((one) => one.properties.body === body && one.properties.level > 0.9)?.properties.area_nm2;
  const size = (area: number) => number(area, language.value, area < 10 ? 1 : 0);
  const [people, hull] = [of("people"), of("hull")];
  return (
    <span class="areas">
      {people === undefined ? t("map.no_area") : t("map.area_people", { time: utc(new Date(hour.value)), area: size(people) })}{" "}
      {hull === undefined ? null : t("map.area_hull", { area: size(hull) })}
    </span>
  );
}

/** Which boat, where the case has several with a forecast. */
function Boats() {
  if (craftsSeen.value.length < 2) return null;
  return (
    <div role="group" aria-label={t("map.boats")} class="boats">
      {craftsSeen.value.map((one) => (
        <Button key={one} pressed={forecast.value?.craft === one} onPress={() => (chosenCraft.value = one)}>
          {one}
        </Button>
      ))}
    </div>
  );
}
