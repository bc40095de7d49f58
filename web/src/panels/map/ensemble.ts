/** The particles of a forecast, as they come over the wire: 16-bit places, a status and flags. Pure. */
export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}
interface LayerAt {
  name: string;
  type: "int16" | "uint8";
  shape: number[];
  offset: number;
}
interface Header {
  form: string;
  count: number;
  of: number;
  frames: number;
  times: string[];
  box: Box;
  layers: LayerAt[];
  statuses: Record<string, string>;
}
export interface Ensemble {
  count: number;
  /** Of how many these are; more, where only a part was sent. */
  of: number;
  /** Of the frames [ms]. */
  times: number[];
  box: Box;
  people: Int16Array;
  hull: Int16Array;
  status: Uint8Array;
  peopleFlags: Uint8Array;
  hullFlags: Uint8Array;
  statuses: string[];
}

export const AGROUND = 1;
export const LEFT = 2;
const MAGIC = "ESTRANE1";

export function decoded(bytes: ArrayBuffer): Ensemble {
  const magic = new TextDecoder().decode(bytes.slice(0, 8));
  if (magic !== MAGIC) throw new Error(`These bytes are no ensemble: they begin with ${magic}.`);
  const length = new DataView(bytes).getUint32(8, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 12, length))) as Header;
  const part = <T>(name: string, make: (buffer: ArrayBuffer, offset: number, size: number) => T): T => {
    const layer = head.layers.find((one) => one.name === name);
    if (!layer) throw new Error(`The ensemble holds no ${name}.`);
    const size = layer.shape.reduce((product, one) => product * one, 1);
    return make(bytes, 12 + length + layer.offset, size);
  };
  const words = (buffer: ArrayBuffer, at: number, size: number) => new Int16Array(buffer, at, size);
  const small = (buffer: ArrayBuffer, at: number, size: number) => new Uint8Array(buffer, at, size);
  return {
    count: head.count,
    of: head.of,
    times: head.times.map((one) => Date.parse(one)),
    box: head.box,
    people: part("people", words),
    hull: part("hull", words),
    status: part("status", small),
    peopleFlags: part("people_flags", small),
    hullFlags: part("hull_flags", small),
    statuses: Object.entries(head.statuses)
      .sort(([one], [other]) => Number(one) - Number(other))
      .map(([, name]) => name),
  };
}

/** The frame at or before a moment, and the part of the way to the next. */
export function frameAt(times: readonly number[], at: number): { frame: number; share: number } {
  const last = times.length - 1;
  if (last < 1 || at <= times[0]!) return { frame: 0, share: 0 };
  if (at >= times[last]!) return { frame: last - 1, share: 1 };
  let frame = 0;
  while (times[frame + 1]! <= at) frame += 1;
  return { frame, share: (at - times[frame]!) / (times[frame + 1]! - times[frame]!) };
}

/** Degrees of a place as sent. */
export function degrees(box: Box, x: number, y: number): [number, number] {
  return [box.west + ((x + 32768) / 65535) * (box.east - box.west), box.south + ((y + 32768) / 65535) * (box.north - box.south)];
}

/** Northing of Mercator's chart [radians]. */
export function mercator(latitude: number): number {
  return Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));
}
