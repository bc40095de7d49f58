/** The one layer that draws particles: a canvas of its own, painted anew at each frame of the map. */
import Layer from "ol/layer/Layer.js";
import type { FrameState } from "ol/Map.js";
import Source from "ol/source/Source.js";
import { type Inks, paint, type View } from "./cloud.ts";
import type { Ensemble } from "./ensemble.ts";

const RADIUS = 6_378_137; // of the chart's sphere, EPSG:3857

export class CloudLayer extends Layer {
  private readonly canvas = document.createElement("canvas");
  /** Around the canvas: into a bare canvas the layers above would draw too. */
  private readonly box = document.createElement("div");
  private image: ImageData | null = null;
  ensemble: Ensemble | null = null;
  inks: Inks = { byStatus: [], hull: 0 };
  at = 0;

  constructor() {
    super({ source: new Source({}), zIndex: 5, className: "cloud" });
    this.canvas.className = "cloud-canvas";
    this.box.className = "cloud-box";
    this.box.append(this.canvas);
  }

  override render(state: FrameState | null): HTMLElement {
    if (!state) return this.box;
    const [width, height] = state.size.map(Math.round) as [number, number];
    if (this.canvas.width !== width || this.canvas.height !== height || !this.image) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.image = new ImageData(width, height);
    }
    const pixels = new Uint32Array(this.image.data.buffer);
    pixels.fill(0);
    if (this.ensemble) paint(pixels, viewOf(state, width, height), this.ensemble, this.at, this.inks);
    this.canvas.getContext("2d")?.putImageData(this.image, 0, 0);
    return this.box;
  }
}

function viewOf(state: FrameState, width: number, height: number): View {
  const { center, resolution } = state.viewState;
  return {
    width,
    height,
    lon0: ((center[0]! - (width / 2) * resolution) / RADIUS) * (180 / Math.PI),
    mercator0: (center[1]! + (height / 2) * resolution) / RADIUS,
    kx: ((RADIUS * Math.PI) / 180) / resolution,
    ky: RADIUS / resolution,
  };
}
