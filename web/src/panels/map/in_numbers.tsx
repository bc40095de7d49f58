/** The picture as a table: for paper, for a screen reader, for reading out on the telephone. */
import { number, percent, utc } from "../../format/index.ts";
import { forecast } from "../../state/forecast.ts";
import { Table } from "../../ui/index.ts";
import { language, t } from "../../words/index.ts";

export function InNumbers() {
  const found = forecast.value?.probability;
  if (!found) return null;
  const area = (time: string) => found.contours.features.find((one) => one.properties.time === time && one.properties.body === "people" && one.properties.level > 0.9);
  const rows = found.times.map((time) => {
    const size = area(time)?.properties.area_nm2;
    const place = found.most_likely_track.find((one) => one.time === time);
    return { key: time, cells: [utc(new Date(time)), size === undefined ? t("unknown") : number(size, language.value, 1), <span class="mono">{place?.dmm ?? t("unknown")}</span>] };
  });
  return (
    <details class="in-numbers">
      <summary>{t("map.in_numbers")}</summary>
      <Table caption={t("map.table")} head={[t("map.column_time"), t("map.column_area"), t("map.column_likely")]} rows={rows} none={t("unknown")} />
      <Landfalls />
      <Units />
    </details>
  );
}

/** Shares by shore stand beside the sentence on who coordinates, as every share does. */
function Landfalls() {
  const found = forecast.value?.answer.forecast.landfalls;
  if (!found) return null;
  const rows = found.map((one) => ({
    key: `${one.kind} ${one.shore}`,
    cells: [one.shore, percent(one.probability, language.value), utc(new Date(one.first)), utc(new Date(one.quantile_50))],
  }));
  const head = (["shore", "share", "first", "half"] as const).map((one) => t(`map.landfall.${one}`));
  return <Table caption={t("map.landfalls")} head={head} rows={rows} none={t("map.no_landfalls")} />;
}

function Units() {
  const when = (time: string | null) => (time ? utc(new Date(time)) : t("unknown"));
  const rows = (forecast.value?.answer.assets ?? []).map((one) => ({
    key: `${one.name} ${one.from_place}`,
    cells: [one.name, one.from_place, when(one.first_reached), when(one.half_reached), when(one.most_reached), one.capacity === null ? t("unknown") : number(one.capacity, language.value)],
  }));
  const head = (["unit", "from", "first", "half", "most", "places"] as const).map((one) => t(`map.unit.${one}`));
  return <Table caption={t("map.units")} head={head} rows={rows} none={t("map.no_units")} />;
}
