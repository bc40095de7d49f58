/** The probability grid as a picture: the server's numbers, painted, never smoothed. Pure. */
import type { Grid } from "../../state/forecast.ts";

/** Bounds between the shades [share a square nautical mile], and how much each covers. */
export const STEPS = [0.002, 0.01, 0.05, 0.2] as const;
const COVER = [0, 45, 85, 125, 165] as const;

/** Which shade a density gets: 0 for none. */
export function shade(density: number): number {
  let found = 0;
  for (const bound of STEPS) if (density >= bound) found += 1;
  return found;
}

/** Pixels of a grid, row 0 in the north; rgb as of `#rrggbb`. */
export function picture(grid: Grid, unit: number, hex: string): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * grid.rows * grid.columns);
  const rgb = [1, 3, 5].map((from) => Number.parseInt(hex.slice(from, from + 2), 16));
  for (let row = 0; row < grid.rows; row += 1)
    for (let column = 0; column < grid.columns; column += 1) {
      const value = grid.values[row * grid.columns + column]! * unit;
      const to = 4 * ((grid.rows - 1 - row) * grid.columns + column);
      pixels.set([rgb[0]!, rgb[1]!, rgb[2]!, COVER[shade(value / grid.cell_nm2)]!], to);
    }
  return pixels;
}
