/** Paints the particles of a moment into the pixels of a canvas. Pure but for the pixels it is given. */
import { AGROUND, type Ensemble, frameAt, LEFT, mercator } from "./ensemble.ts";

/** Where degrees fall on the canvas: x = (lon - lon0) * kx, y = (mercator0 - mercator(lat)) * ky. */
export interface View {
  width: number;
  height: number;
  lon0: number;
  mercator0: number;
  kx: number;
  ky: number;
}
/** A colour as a pixel holds it, by status; one more for those aground. */
export interface Inks {
  byStatus: number[];
  hull: number;
}

/** Pixels of each shape, so that a status is told by its form where colours fail. */
const SHAPES: Record<string, Shape> = {
  boarding: [[0, 0], [0, 1], [0, 2], [1, 2]],
  under_way: [[0, -1], [-1, 0], [0, 0], [1, 0], [0, 1]],
  adrift: [[0, 0], [1, 0], [0, 1], [1, 1]],
  swamped: [[-1, 0], [0, 0], [1, 0], [2, 0], [-1, 1], [0, 1], [1, 1], [2, 1]],
  in_water: [[0, 0], [1, 0], [2, 0], [0, 1], [1, 1], [2, 1], [0, 2], [1, 2], [2, 2]],
};
const RING: Shape = [[0, -1], [1, -1], [-1, 0], [2, 0], [-1, 1], [2, 1], [0, 2], [1, 2]];
const CROSS: Shape = [[-1, -1], [2, -1], [0, 0], [1, 0], [0, 1], [1, 1], [-1, 2], [2, 2]];
type Shape = readonly (readonly [number, number])[];

/** Paint all particles of a moment; people over hulls that drift apart from them. */
export function paint(pixels: Uint32Array, view: View, ensemble: Ensemble, at: number, inks: Inks): void {
  const { frame, share } = frameAt(ensemble.times, at);
  const next = Math.min(frame + 1, ensemble.times.length - 1);
  const nearest = share < 0.5 ? frame : next;
  const place = placer(ensemble, view, frame, next, share);
  const apart = ensemble.statuses.indexOf("in_water");
  const { count } = ensemble;
  const shapes = ensemble.statuses.map((one) => SHAPES[one] ?? RING);
  for (let row = 0; row < count; row += 1) {
    const status = ensemble.status[nearest * count + row]!;
    if (status !== apart) continue;
    if (ensemble.hullFlags[nearest * count + row]! & LEFT) continue;
    place(ensemble.hull, row);
    put(pixels, view, spot, CROSS, inks.hull);
  }
  for (let row = 0; row < count; row += 1) {
    const flags = ensemble.peopleFlags[nearest * count + row]!;
    if (flags & LEFT) continue;
    place(ensemble.people, row);
    const status = ensemble.status[nearest * count + row]!;
    put(pixels, view, spot, flags & AGROUND ? RING : shapes[status]!, inks.byStatus[status]!);
  }
}

const spot = { x: 0, y: 0 };

/** Returns how to leave the pixel of a body in `spot`; a straight line between two frames. */
function placer(ensemble: Ensemble, view: View, frame: number, next: number, share: number) {
  const { box, count } = ensemble;
  const [dlon, dlat] = [(box.east - box.west) / 65535, (box.north - box.south) / 65535];
  const middle = (box.south + box.north) / 2;
  const slope = Math.PI / 180 / Math.cos((middle * Math.PI) / 180); // Mercator is all but straight over one box
  const bend = (slope * Math.tan((middle * Math.PI) / 180) * Math.PI) / 360;
  const origin = mercator(middle);
  return (places: Int16Array, row: number): void => {
    const [a, b] = [2 * (frame * count + row), 2 * (next * count + row)];
    const x = places[a]! + share * (places[b]! - places[a]!) + 32768;
    const y = places[a + 1]! + share * (places[b + 1]! - places[a + 1]!) + 32768;
    const up = box.south + y * dlat - middle;
    spot.x = ((box.west + x * dlon - view.lon0) * view.kx) | 0;
    spot.y = ((view.mercator0 - origin - up * (slope + bend * up)) * view.ky) | 0;
  };
}

function put(pixels: Uint32Array, view: View, at: { x: number; y: number }, shape: Shape, ink: number): void {
  if (at.x < 2 || at.y < 2 || at.x >= view.width - 3 || at.y >= view.height - 3) return;
  const first = at.y * view.width + at.x;
  for (const [right, down] of shape) pixels[first + down * view.width + right] = ink;
}

/** A colour such as `#0b4a9e` as one number in the order of a canvas. */
export function inkOf(hex: string, alpha = 255): number {
  const text = hex.trim().replace("#", "");
  const [r, g, b] = [0, 2, 4].map((from) => Number.parseInt(text.slice(from, from + 2), 16));
  return ((alpha << 24) | (b! << 16) | (g! << 8) | r!) >>> 0;
}
