/** The chart: layers of OpenLayers on 2-D canvas, filled by what the server said. Asks nobody. */
import Feature from "ol/Feature.js";
import OlMap from "ol/Map.js";
import View from "ol/View.js";
import { defaults as controls, ScaleLine } from "ol/control.js";
import GeoJSON from "ol/format/GeoJSON.js";
import { LineString, MultiPolygon, Point, Polygon } from "ol/geom.js";
import Graticule from "ol/layer/Graticule.js";
import ImageLayer from "ol/layer/Image.js";
import VectorLayer from "ol/layer/Vector.js";
import { fromLonLat, toLonLat, transformExtent } from "ol/proj.js";
import ImageStatic from "ol/source/ImageStatic.js";
import VectorSource from "ol/source/Vector.js";
import { Fill, Stroke, Text } from "ol/style.js";
import type { Style } from "ol/style.js";
import type { FeatureLike } from "ol/Feature.js";
import { CloudLayer } from "./cloud_layer.ts";
import { colours, type Colours, inks } from "./colours.ts";
import type { Ensemble } from "./ensemble.ts";
import { picture } from "./shares.ts";
import * as styles from "./styles.ts";
import type { Contour, Grid } from "../../state/forecast.ts";
import type { LonLat } from "./measure.ts";

export interface AreaMap {
  box: { west: number; south: number; east: number; north: number };
  coast: object;
  lines: object;
  places: object;
  inland: object;
  not_held: string[];
  attribution: string;
  licence: string;
}
type Styled = (one: FeatureLike) => Style;
const NAMES = ["coast", "inland", "edge", "lines", "places", "contours", "tracks", "marks", "measure"] as const;
type Name = (typeof NAMES)[number];
/** Their words share the room: where two meet, what is nearer the top of the list of layers stays. */
const WORDED: ReadonlySet<Name> = new Set(["places", "marks", "measure"]);
const READ = { dataProjection: "EPSG:4326", featureProjection: "EPSG:3857" };
const DEGREES = "EPSG:4326";

export class Chart {
  readonly cloud = new CloudLayer();
  readonly map: OlMap;
  private readonly layers = new Map<Name, VectorLayer<VectorSource>>();
  private readonly shares = new ImageLayer({ zIndex: 2, opacity: 1 });
  private graticule: Graticule;
  private of: Colours = colours();

  constructor(target: HTMLElement, extent: AreaMap["box"]) {
    for (const [index, name] of NAMES.entries())
      this.layers.set(name, new VectorLayer({ source: new VectorSource(), zIndex: index < 3 ? index : index + 3, ...(WORDED.has(name) ? { declutter: "words" } : {}) }));
    this.graticule = graticule(this.of);
    this.map = new OlMap({
      target,
      layers: [...this.layers.values(), this.shares, this.graticule, this.cloud],
      controls: controls({ attribution: false, rotate: false, zoom: true }).extend([new ScaleLine({ units: "nautical" })]),
      view: new View({ enableRotation: false, minZoom: 7, maxZoom: 17 }),
    });
    this.map.getView().fit(transformExtent([extent.west, extent.south, extent.east, extent.north], DEGREES, "EPSG:3857"));
  }

  /** Colours and names anew, after another palette or language. */
  dress(reader: string): void {
    this.of = colours();
    const of = this.of;
    const by: Record<Name, Style | Styled> = {
      coast: styles.land(of),
      inland: styles.inland(of),
      edge: (one) => styles.edgeOfWater(of, one),
      lines: styles.rescueLine(of, reader),
      places: styles.coastPlace(of, reader),
      contours: (one) => styles.contour(of, one),
      tracks: (one) => styles.track(of, one),
      marks: (one) => styles.mark(of, one),
      measure: (one) => styles.mark(of, one),
    };
    for (const name of NAMES) this.layers.get(name)!.setStyle(by[name]);
    if (this.cloud.ensemble) this.cloud.inks = inks(of, this.cloud.ensemble.statuses);
    this.map.removeLayer(this.graticule); // its labels take no other colour once made
    this.graticule = graticule(of);
    this.map.addLayer(this.graticule);
    this.map.render();
  }

  ground(area: AreaMap): void {
    for (const name of ["coast", "lines", "places", "inland"] as const) this.put(name, new GeoJSON().readFeatures(area[name], READ));
  }

  waterline(edges: object | null): void {
    this.put("edge", edges ? new GeoJSON().readFeatures(edges, READ) : []);
  }

  ensemble(one: Ensemble | null): void {
    this.cloud.ensemble = one;
    if (one) this.cloud.inks = inks(this.of, one.statuses);
    this.map.render();
  }

  /** Move the particles to a moment; all else stays. */
  at(moment: number): void {
    this.cloud.at = moment;
    this.map.render();
  }

  contours(found: readonly Contour[]): void {
    const made = found.map((one) => {
      const shape = new MultiPolygon(one.geometry.coordinates).transform(DEGREES, "EPSG:3857");
      return new Feature({ geometry: shape, level: one.properties.level, body: one.properties.body });
    });
    this.put("contours", made);
  }

  tracks(found: readonly { track: string; places: readonly LonLat[] }[]): void {
    this.put("tracks", found.map((one) => new Feature({ geometry: lineOf(one.places), track: one.track })));
  }

  marks(found: readonly { mark: string; says?: string; below?: number; at?: LonLat; ring?: readonly LonLat[] }[]): void {
    this.put("marks", found.map((one) => new Feature({ geometry: one.ring ? ringOf(one.ring) : pointOf(one.at!), mark: one.mark, says: one.says ?? "", below: one.below ?? 0 })));
  }

  measured(places: readonly LonLat[], says: string): void {
    const last = places.at(-1);
    const found = last ? [new Feature({ geometry: lineOf(places), mark: "measure", says: "" }), new Feature({ geometry: pointOf(last), mark: "measure", says })] : [];
    this.put("measure", found);
  }

  probability(grid: Grid | null, unit: number): void {
    if (!grid) return this.shares.setSource(null);
    const canvas = document.createElement("canvas");
    canvas.width = grid.columns;
    canvas.height = grid.rows;
    canvas.getContext("2d")?.putImageData(new ImageData(picture(grid, unit, this.of.accent), grid.columns, grid.rows), 0, 0);
    const extent = transformExtent([grid.west, grid.south, grid.west + grid.columns * grid.dlon, grid.south + grid.rows * grid.dlat], DEGREES, "EPSG:3857");
    this.shares.setSource(new ImageStatic({ url: canvas.toDataURL(), imageExtent: extent, projection: "EPSG:3857", interpolate: false }));
  }

  /** Look at some places, with room around. */
  lookAt(places: readonly LonLat[]): void {
    if (!places.length) return;
    const points = places.map((one) => fromLonLat([...one]));
    const xs = points.map((one) => one[0]!);
    const ys = points.map((one) => one[1]!);
    const room = 3000;
    const box = [Math.min(...xs) - room, Math.min(...ys) - room, Math.max(...xs) + room, Math.max(...ys) + room];
    requestAnimationFrame(() => {
      this.map.updateSize(); // what stands below the chart has taken its room by now
      this.map.getView().fit(box, { maxZoom: 13, duration: 0 });
    });
  }

  placeAt(pixel: number[]): LonLat | null {
    const found = this.map.getCoordinateFromPixel(pixel);
    return found ? (toLonLat(found) as [number, number]) : null;
  }

  close(): void {
    this.map.setTarget(undefined);
  }

  private put(name: Name, features: Feature[]): void {
    const source = this.layers.get(name)!.getSource()!;
    source.clear();
    source.addFeatures(features);
  }
}

/** Degrees and minutes across the chart. */
function graticule(of: Colours): Graticule {
  const label = (how: object) => new Text({ font: '12px "B612", sans-serif', fill: new Fill({ color: of.soft }), stroke: new Stroke({ color: of.sea, width: 3 }), ...how });
  return new Graticule({
    strokeStyle: new Stroke({ color: of.edge, width: 0.5, lineDash: [1, 4] }),
    showLabels: true,
    wrapX: false,
    zIndex: 3,
    intervals: [0.5, 0.25, 1 / 6, 1 / 12, 1 / 30, 1 / 60],
    lonLabelStyle: label({ textBaseline: "bottom" }),
    latLabelStyle: label({ textAlign: "end" }),
  });
}

function lineOf(places: readonly LonLat[]): LineString {
  return new LineString(places.map((one) => fromLonLat([...one])));
}

function ringOf(places: readonly LonLat[]): Polygon {
  return new Polygon([places.map((one) => fromLonLat([...one]))]);
}

function pointOf(place: LonLat): Point {
  return new Point(fromLonLat([...place]));
}
