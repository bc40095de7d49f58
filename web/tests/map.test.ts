/** The chart's arithmetic: bytes to places, frames in time, distance and bearing, shades of a grid. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { inkOf, paint } from "../src/panels/map/cloud.ts";
import { decoded, degrees, type Ensemble, frameAt, mercator } from "../src/panels/map/ensemble.ts";
import { bearing, distance, ring } from "../src/panels/map/measure.ts";
import { picture, shade } from "../src/panels/map/shares.ts";

const BOX = { west: 1, south: 50.5, east: 2, north: 51.5 };

function sent(count: number, people: number[], extra: object = {}): ArrayBuffer {
  const frames = people.length / 2 / count;
  const sizes = { people: 4 * frames * count, hull: 4 * frames * count, status: frames * count, people_flags: frames * count, hull_flags: frames * count };
  let offset = 0;
  const layers = Object.entries(sizes).map(([name, size]) => {
    const wide = name === "people" || name === "hull";
    const one = { name, type: wide ? "int16" : "uint8", shape: wide ? [frames, count, 2] : [frames, count], offset };
    offset += size;
    return one;
  });
  const times = Array.from({ length: frames }, (_, hour) => new Date(Date.UTC(2022, 11, 14, hour)).toISOString());
  let head = JSON.stringify({ form: "estran-ensemble-1", count, of: count, frames, times, box: BOX, layers, statuses: { 0: "boarding", 4: "in_water" }, ...extra });
  head = head.padEnd(Math.ceil(head.length / 4) * 4);
  const bytes = new Uint8Array(12 + head.length + offset);
  bytes.set(new TextEncoder().encode("ESTRANE1"));
  new DataView(bytes.buffer).setUint32(8, head.length, true);
  bytes.set(new TextEncoder().encode(head), 12);
  new Int16Array(bytes.buffer, 12 + head.length, people.length).set(people);
  return bytes.buffer;
}

test("an ensemble is read as it was sent", () => {
  const found = decoded(sent(1, [-32768, 32767, 32767, -32768]));
  assert.equal(found.count, 1);
  assert.deepEqual(degrees(found.box, found.people[0]!, found.people[1]!), [1, 51.5]);
  assert.deepEqual(degrees(found.box, found.people[2]!, found.people[3]!), [2, 50.5]);
  assert.equal(found.times[1]! - found.times[0]!, 3_600_000);
});

test("other bytes are refused", () => {
  assert.throws(() => decoded(new TextEncoder().encode("PK......................").buffer as ArrayBuffer), /no ensemble/);
});

test("a moment lies between its frames, and stays within them", () => {
  const times = [0, 3600, 7200];
  assert.deepEqual(frameAt(times, 900), { frame: 0, share: 0.25 });
  assert.deepEqual(frameAt(times, 3600), { frame: 1, share: 0 });
  assert.deepEqual(frameAt(times, 9999), { frame: 1, share: 1 });
  assert.deepEqual(frameAt(times, -5), { frame: 0, share: 0 });
});

test("a particle is painted where Mercator puts it, half way at half time", () => {
  const one: Ensemble = { ...decoded(sent(1, [0, 0, 16384, 8192])), statuses: ["adrift"] };
  const [width, height] = [400, 400];
  const ky = 400 / (mercator(51.5) - mercator(50.5));
  const view = { width, height, lon0: 1, mercator0: mercator(51.5), kx: 400, ky };
  const pixels = new Uint32Array(width * height);
  paint(pixels, view, one, one.times[0]! + 1_800_000, { byStatus: [inkOf("#0b4a9e")], hull: 0 });
  const first = pixels.findIndex((pixel) => pixel !== 0);
  const [lon, lat] = degrees(BOX, 8192, 4096);
  assert.ok(Math.abs((first % width) - (lon - 1) * 400) <= 1);
  assert.ok(Math.abs(Math.floor(first / width) - (mercator(51.5) - mercator(lat)) * ky) <= 1);
  assert.equal(pixels.filter((pixel) => pixel !== 0).length, 4);
});

test("Dover to Calais: 21 nautical miles, 114 degrees true", () => {
  // Harbour entrances 51-06.9N 001-20.0E and 50-58.4N 001-50.6E. Flat trigonometry: departure 30.6 x cos(51.05)
  // = 19.24 NM east, 8.5 NM south; hypotenuse 21.03 NM, bearing 90 + atan(8.5 / 19.24) = 113.8.
  const [from, to] = [[1.3333, 51.115], [1.8433, 50.9733]] as const;
  assert.ok(Math.abs(distance(from, to) / 1852 - 21.03) < 0.08);
  assert.ok(Math.abs(bearing(from, to) - 113.8) < 0.5);
});

test("a ring keeps its distance", () => {
  for (const one of ring([1.5, 51], 2000)) assert.ok(Math.abs(distance([1.5, 51], one) - 2000) < 10);
});

test("shades grow with density, and the grid's first row is in the south", () => {
  assert.deepEqual([0, 0.005, 0.03, 0.1, 0.9].map(shade), [0, 1, 2, 3, 4]);
  const grid = { time: "", body: "people", west: 0, south: 0, dlon: 1, dlat: 1, rows: 2, columns: 1, cell_east_m: 1, cell_nm2: 1, held: 1, values: [5, 0] };
  const pixels = picture(grid, 0.1, "#0b4a9e");
  assert.equal(pixels[3], 0); // north: nothing
  assert.ok(pixels[7]! > 0);
});
