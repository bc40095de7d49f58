/** Colours of the map out of the palette in force; a shape goes with each of them. */
import { inkOf, type Inks } from "./cloud.ts";

export interface Colours {
  sea: string;
  land: string;
  ink: string;
  soft: string;
  edge: string;
  accent: string;
  warn: string;
  alarm: string;
  unknown: string;
  raised: string;
}

export function colours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    sea: of("sea"),
    land: of("land"),
    ink: of("ink"),
    soft: of("ink-soft"),
    edge: of("edge"),
    accent: of("accent"),
    warn: of("warn"),
    alarm: of("alarm"),
    unknown: of("unknown"),
    raised: of("raised"),
  };
}

/** By status, in the order of a boat's life: boarding, under way, adrift, swamped, in the water. */
export function statusColours(of: Colours): Record<string, string> {
  return { boarding: of.soft, under_way: of.unknown, adrift: of.accent, swamped: of.warn, in_water: of.alarm };
}

export function inks(of: Colours, statuses: readonly string[]): Inks {
  const by = statusColours(of);
  return { byStatus: statuses.map((one) => inkOf(by[one] ?? of.ink)), hull: inkOf(of.soft) };
}
