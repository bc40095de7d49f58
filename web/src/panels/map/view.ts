/** What the chart shall show, worked out of the signals; and the one chart that shows it. */
import { computed, effect, signal } from "@preact/signals";
import { get } from "../../api/client.ts";
import { percent, utc } from "../../format/index.ts";
import { asOf } from "../../state/as_of.ts";
import { shown } from "../../state/clock.ts";
import { failed } from "../../state/failures.ts";
import { type Asset, type Contour, forecast, type Forecast, type Grid, type Landfall } from "../../state/forecast.ts";
import { following, instant, pass, playing, toNow } from "../../state/instant.ts";
import { palette } from "../../state/palette.ts";
import { language, t } from "../../words/index.ts";
import type { AreaMap, Chart } from "./chart.ts";
import { type LonLat, ring } from "./measure.ts";

const AREA = "dover_strait"; // where the case that is open names no other
const SETTLED_MS = 600;
/** A smaller share of a shore has its sign and its row in the table, and no words on the chart. */
const LEAST_SAID = 0.01;
const LOOK_AHEAD = 2; // hours of the forecast that the first look takes in

export const area = signal<AreaMap | null>(null);
export const percentages = signal(false);
/** Said of the water's edge shown; null where none is. */
export const edgeNote = signal<string | null>(null);

/** The first hour of the forecast that is not before the moment shown: its areas are the larger ones. */
export const hour = computed(() => {
  const found = forecast.value;
  const known = found?.answer.forecast.known ? found.answer.forecast.times : [];
  const times = found?.ensemble?.times ?? known.map((one) => Date.parse(one));
  return times.find((one) => one >= instant.value) ?? times.at(-1) ?? null;
});

/** The hour whose areas are drawn, from and to; null where none are. */
export const hourShown = computed(() => {
  const times = forecast.value?.ensemble?.times ?? [];
  const to = hour.value;
  const from = to === null ? undefined : times[Math.max(times.indexOf(to) - 1, 0)];
  return to === null || from === undefined || !contoursNow.value.length ? null : { from: clock(from), to: clock(to) };
});

const clock = (at: number) => utc(new Date(at)).replace("Z", "");
const at = (time: string, moment: number | null) => Date.parse(time) === moment;

export const contoursNow = computed<Contour[]>(() => {
  const all = forecast.value?.probability?.contours.features ?? [];
  return all.filter((one) => at(one.properties.time, hour.value));
});
export const gridNow = computed<Grid | null>(() => {
  const all = forecast.value?.probability?.grids ?? [];
  return all.find((one) => one.body === "people" && at(one.time, hour.value)) ?? null;
});

export async function loadArea(): Promise<void> {
  const name = (forecast.value?.answer.situation as { area?: string } | undefined)?.area ?? AREA;
  await document.fonts.load('13px "B612"'); // canvas measures text with the font that is there
  area.value = (await get("/api/areas/{area}/map", { path: { area: name } })) as unknown as AreaMap;
}

/** Keep a chart in step with what is known; returns how to stop. */
export function show(chart: Chart): () => void {
  let looked = "";
  const stops = [
    effect(() => {
      void palette.value;
      chart.dress(language.value);
    }),
    effect(() => {
      if (area.value) chart.ground(area.value);
    }),
    effect(() => {
      const found = forecast.value;
      chart.ensemble(found?.ensemble ?? null);
      chart.tracks(tracksOf(found));
      if (found && looked !== found.case && found.probability) {
        looked = found.case;
        chart.lookAt(firstHours(found));
      }
    }),
    effect(() => chart.at(instant.value)),
    effect(() => chart.contours(contoursNow.value)),
    effect(() => {
      void palette.value;
      chart.probability(gridNow.value, forecast.value?.probability?.unit ?? 0);
    }),
    effect(() => chart.marks([...said(forecast.value), ...likely(forecast.value, hour.value), ...ashore(units(forecast.value?.answer.assets ?? [], area.value), forecast.value?.answer.forecast.landfalls ?? [], area.value)])),
    followClock(),
    play(),
    watchEdge(chart),
  ];
  return () => stops.forEach((stop) => stop());
}

/** Corners of the areas of the first hours: what a search would look at first. */
function firstHours(found: Forecast): LonLat[] {
  const last = found.probability?.times[LOOK_AHEAD];
  const near = (found.probability?.contours.features ?? []).filter((one) => one.properties.time === last);
  return near.flatMap((one) => one.geometry.coordinates.flat(2)) as unknown as LonLat[];
}

function tracksOf(found: Forecast | null): { track: string; places: LonLat[] }[] {
  const one = found?.probability;
  if (!one) return [];
  const places = (of: { lon: number; lat: number }[]) => of.map((place): LonLat => [place.lon, place.lat]);
  return [
    { track: "mean", places: places(one.mean_track) },
    { track: "likely", places: places(one.most_likely_track) },
  ].filter((track) => track.places.length > 1);
}

type Mark = { mark: string; says?: string; below?: number; at?: LonLat; ring?: readonly LonLat[] };

function said(found: Forecast | null): Mark[] {
  const situation = found?.answer.situation;
  const datum = found?.answer.forecast.datum;
  const marks: Mark[] = [];
  if (situation?.position) {
    const place: LonLat = [situation.position.lon, situation.position.lat];
    marks.push({ mark: "report", at: place, says: t("map.reported", { time: utc(new Date(situation.time)) }) });
    if (situation.position_error_m) marks.push({ mark: "error", ring: ring(place, situation.position_error_m) });
  }
  if (datum?.box.length && at(datum.time, hour.value)) {
    const corners = datum.box.map((one): LonLat => [one.lon, one.lat]);
    marks.push({ mark: "datum", ring: [...corners, corners[0]!], says: t("map.datum", { time: utc(new Date(datum.time)) }) });
  }
  return marks;
}

function likely(found: Forecast | null, moment: number | null): Mark[] {
  const place = found?.probability?.most_likely_track.find((one) => at(one.time, moment));
  return place ? [{ mark: "likely", at: [place.lon, place.lat] }] : [];
}

/** Where units lie, those of one place together, each with the time at which it is half sure to reach. */
function units(assets: readonly Asset[], ground: AreaMap | null): Mark[] {
  const by = new Map<string, string[]>();
  for (const one of assets) {
    const when = one.half_reached ? utc(new Date(one.half_reached)) : t("unknown");
    by.set(one.from_place, [...(by.get(one.from_place) ?? []), `${one.name} ${when}`]);
  }
  return [...by].flatMap(([name, says]) => {
    const found = placeOf(name, ground);
    return found ? [{ mark: "unit", at: found, says: says.join("\n") }] : [];
  });
}

/** Units, and the shores on which people may first come ashore, with share and first time, below the units of that place. */
function ashore(of: Mark[], found: readonly Landfall[], ground: AreaMap | null): Mark[] {
  const shores = found.flatMap((one): Mark[] => {
    const at = one.kind === "named" ? placeOf(one.shore, ground) : null;
    if (!at) return []; // the table has it
    const here = of.find((unit) => unit.at?.join() === at.join());
    const says = t(percentages.value ? "map.landfall_share" : "map.landfall_mark", { share: percent(one.probability, language.value), time: utc(new Date(one.first)) });
    return [{ mark: "landfall", at, says: one.probability < LEAST_SAID ? "" : says, below: here?.says?.split("\n").length ?? 0 }];
  });
  return [...of, ...shores];
}

function placeOf(name: string, ground: AreaMap | null): LonLat | null {
  const places = (ground?.places as { features: { properties: { names: Record<string, string>; name: string }; geometry: { coordinates: [number, number] } }[] } | undefined)?.features ?? [];
  return places.find((one) => one.properties.name === name || Object.values(one.properties.names).includes(name))?.geometry.coordinates ?? null;
}

/** Go with the clock; a look back, and its end, set the chart to the moment looked at. */
function followClock(): () => void {
  let before = asOf.peek();
  return effect(() => {
    void shown.value;
    const moved = before !== asOf.value;
    before = asOf.value;
    if (moved || (following.peek() && !playing.peek())) toNow();
  });
}

function play(): () => void {
  let frame = 0;
  let before = 0;
  const beat = (time: number) => {
    if (before) pass(time - before);
    before = time;
    frame = playing.peek() ? requestAnimationFrame(beat) : 0;
  };
  const stop = effect(() => {
    if (!playing.value || frame) return;
    before = 0;
    frame = requestAnimationFrame(beat);
  });
  return () => {
    stop();
    cancelAnimationFrame(frame);
  };
}

/** Ask for the water's edge once the moment has settled; where it is refused or unknown, show none. */
function watchEdge(chart: Chart): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown = "";
  const ask = async (minute: string) => {
    const edges = (await get("/api/areas/{area}/waterline", { path: { area: AREA }, query: { at: minute } })) as unknown as { edges?: object; note?: string };
    shown = minute;
    chart.waterline(edges.edges ?? null);
    edgeNote.value = edges.note ?? null;
  };
  const stop = effect(() => {
    const tenMinutes = new Date(Math.floor(instant.value / 600_000) * 600_000).toISOString().replace(/:\d\d\.\d+Z$/, "Z");
    const waits = playing.value || !forecast.value?.ensemble || tenMinutes === shown;
    clearTimeout(timer);
    if (!waits) timer = setTimeout(() => ask(tenMinutes).catch(failed), SETTLED_MS);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
