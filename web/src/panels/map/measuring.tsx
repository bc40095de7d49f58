/** The measure: places on the chart one after another, the last leg and the whole way in words. */
import { signal } from "@preact/signals";
import { nm, trueDegrees } from "../../format/index.ts";
import { language, t } from "../../words/index.ts";
import type { Chart } from "./chart.ts";
import { bearing, distance, type LonLat } from "./measure.ts";

export const measuring = signal(false);
const places = signal<readonly LonLat[]>([]);
let drawn: Chart | null = null;

export function toggleMeasure(): void {
  measuring.value = !measuring.value;
  places.value = [];
  drawn?.measured([], "");
}

export function place(chart: Chart, at: LonLat): void {
  drawn = chart;
  places.value = [...places.value, at];
  chart.measured(places.value, said());
}

function said(): string {
  const all = places.value;
  const [from, to] = [all.at(-2), all.at(-1)];
  if (!from || !to) return "";
  const leg = `${nm(distance(from, to), language.value)} ${trueDegrees(bearing(from, to))}`;
  if (all.length < 3) return leg;
  const whole = all.slice(1).reduce((sum, one, index) => sum + distance(all[index]!, one), 0);
  return t("map.legs", { leg, whole: nm(whole, language.value) });
}

export function Measured() {
  if (!measuring.value) return null;
  return <p role="status">{said() || t("map.measure_how")}</p>;
}
