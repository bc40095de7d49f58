/** The chart of the open case: where boat and people may be at the moment shown, and in what words. */
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { dmm } from "../../format/index.ts";
import { failed, tell } from "../../state/failures.ts";
import { forecast, watchForecast } from "../../state/forecast.ts";
import { me } from "../../state/session.ts";
import { Button, useShortcut } from "../../ui/index.ts";
import { t } from "../../words/index.ts";
import { Chart } from "./chart.ts";
import { Forcings } from "./forcings.tsx";
import { InNumbers } from "./in_numbers.tsx";
import { Legend } from "./legend.tsx";
import type { LonLat } from "./measure.ts";
import { Measured, measuring, place as measure, toggleMeasure } from "./measuring.tsx";
import { Sayings } from "./sayings.tsx";
import "ol/ol.css";
import "./style.css";
import { TimeBar } from "./time_bar.tsx";
import { area, hourShown, loadArea, percentages, show } from "./view.ts";

const cursor = signal<LonLat | null>(null);
let chart: Chart | null = null;

function copyPosition(): void {
  const place = cursor.value ?? chart?.placeAt((chart.map.getSize() ?? [0, 0]).map((side) => side / 2));
  if (!place) return;
  const text = dmm(place[1], place[0]);
  navigator.clipboard.writeText(text).then(() => tell(t("map.copied", { place: text })), failed);
}

function togglePercentages(): void {
  percentages.value = !percentages.value;
}

export function MapPanel() {
  const box = useRef<HTMLDivElement>(null);
  useShortcut("c", "key.copy_position", copyPosition);
  useShortcut("m", "key.measure", toggleMeasure);
  useShortcut("p", "key.percentages", togglePercentages);
  useEffect(watchForecast, []);
  useEffect(() => {
    if (me.value && !area.value) loadArea().catch(failed);
  }, [me.value]);
  useEffect(() => {
    if (!box.current || !area.value) return undefined;
    return mounted(box.current);
  }, [area.value]);
  return (
    <section class="panel map" aria-labelledby="map-title">
      <h2 id="map-title" class="unseen">
        {t("panel.map")}
      </h2>
      <Sayings />
      <div class="chart-frame">
        <div ref={box} class={measuring.value ? "chart measuring" : "chart"} tabIndex={0} role="application" aria-label={t("map.chart")} />
        <Legend />
        {hourShown.value ? <p class="areas-of">{t("map.areas_of", hourShown.value)}</p> : null}
      </div>
      <Tools />
      {forecast.value?.ensemble ? <TimeBar /> : null}
      <Forcings />
      <InNumbers />
    </section>
  );
}

function mounted(box: HTMLDivElement): () => void {
  const made = new Chart(box, area.value!.box);
  chart = made;
  const stop = show(made);
  made.map.on("pointermove", (event) => {
    cursor.value = made.placeAt(event.pixel);
  });
  made.map.on("click", (event) => {
    const found = made.placeAt(event.pixel);
    if (found && measuring.value) measure(made, found);
  });
  return () => {
    stop();
    made.close();
    chart = null;
  };
}

function Tools() {
  return (
    <div class="tools">
      <Button onPress={toggleMeasure} pressed={measuring.value} shortcut="m">
        {t("map.measure")}
      </Button>
      <Measured />
      <p class="cursor mono">{cursor.value ? dmm(cursor.value[1], cursor.value[0], 2) : t("map.no_cursor")}</p>
      <Button onPress={copyPosition} shortcut="c">
        {t("map.copy")}
      </Button>
    </div>
  );
}
