/** Distance and bearing on a sphere, as far as a small boat goes. Pure. */
const RADIUS_M = 6_371_008.8;
const rad = (degree: number) => (degree * Math.PI) / 180;

export type LonLat = readonly [number, number];

/** Great circle [m]. */
export function distance(from: LonLat, to: LonLat): number {
  const [a, b] = [rad(from[1]), rad(to[1])];
  const half = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(rad(to[0] - from[0]) / 2) ** 2;
  return 2 * RADIUS_M * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** True bearing at the first place [degrees, 0 to 360]. */
export function bearing(from: LonLat, to: LonLat): number {
  const [a, b, east] = [rad(from[1]), rad(to[1]), rad(to[0] - from[0])];
  const angle = Math.atan2(Math.sin(east) * Math.cos(b), Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(east));
  return ((angle * 180) / Math.PI + 360) % 360;
}

/** A ring around a place, [lon, lat] each; for an error circle in metres. */
export function ring(around: LonLat, metres: number, corners = 48): [number, number][] {
  const north = metres / 111_195;
  const east = north / Math.cos(rad(around[1]));
  return Array.from({ length: corners + 1 }, (_, number) => {
    const angle = (2 * Math.PI * number) / corners;
    return [around[0] + east * Math.cos(angle), around[1] + north * Math.sin(angle)];
  });
}
