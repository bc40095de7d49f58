/** Day, dusk or night, as somebody chose; until then as their machine prefers. */
import { effect, signal } from "@preact/signals";

export const PALETTES = ["day", "dusk", "night"] as const;
export type Palette = (typeof PALETTES)[number];
const KEPT = "estran.palette";

export const palette = signal<Palette>(first());

function first(): Palette {
  const kept = globalThis.localStorage?.getItem(KEPT);
  const known = PALETTES.find((one) => one === kept);
  if (known) return known;
  return globalThis.matchMedia?.("(prefers-color-scheme: dark)").matches ? "night" : "day";
}

export function watchPalette(): () => void {
  return effect(() => {
    document.documentElement.dataset.palette = palette.value;
    localStorage.setItem(KEPT, palette.value);
  });
}
