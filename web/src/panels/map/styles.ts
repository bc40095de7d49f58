/** How things on the chart look: by shape and line first, by colour second. */
import { Circle, Fill, RegularShape, Stroke, Style, Text } from "ol/style.js";
import type { FeatureLike } from "ol/Feature.js";
import type { Colours } from "./colours.ts";

const FONT = '13px "B612", sans-serif';
/** A sign is always drawn; only words give way. */
const DRAWN = { declutterMode: "none" } as const;
const LINE_PX = 16;
const DASH: Record<string, number[]> = { rescue_line: [12, 5, 2, 5], national: [4, 4] };

/** Words of the ground give way where they would stand in another's; those of marks never do. */
function label(text: string, of: Colours, offsetY = -11, mode: "declutter" | "obstacle" = "declutter"): Text {
  return new Text({
    text,
    font: FONT,
    offsetY,
    offsetX: 8,
    textAlign: "left",
    fill: new Fill({ color: of.ink }),
    stroke: new Stroke({ color: of.sea, width: 4 }),
    declutterMode: mode,
  });
}

export function land(of: Colours): Style {
  return new Style({ fill: new Fill({ color: of.land }), stroke: new Stroke({ color: of.edge, width: 1 }) });
}

export function rescueLine(of: Colours, reader: string) {
  return (one: FeatureLike): Style => {
    const names = one.get("names") as Record<string, string> | undefined;
    return new Style({
      stroke: new Stroke({ color: of.ink, width: 1.5, lineDash: DASH[String(one.get("kind"))] ?? [6, 6] }),
      text: new Text({ text: names?.[reader] ?? "", font: FONT, placement: "line", offsetY: -10, repeat: 500, fill: new Fill({ color: of.ink }), stroke: new Stroke({ color: of.sea, width: 4 }) }),
    });
  };
}

export function coastPlace(of: Colours, reader: string) {
  return (one: FeatureLike): Style => {
    const names = one.get("names") as Record<string, string> | undefined;
    const afloat = ["bank", "buoy", "lightship"].includes(String(one.get("kind")));
    const image = afloat
      ? new RegularShape({ points: 3, radius: 5, stroke: new Stroke({ color: of.soft, width: 1.5 }), ...DRAWN })
      : new Circle({ radius: 2.5, fill: new Fill({ color: of.ink }), ...DRAWN });
    return new Style({ image, text: label(names?.[reader] ?? "", of) });
  };
}

export function inland(of: Colours): Style {
  return new Style({ stroke: new Stroke({ color: of.soft, width: 1, lineDash: [2, 3] }) });
}

/** The 95 % area leads: its line is the heaviest. People full, a hull apart from them dashed. */
export function contour(of: Colours, one: FeatureLike): Style {
  const level = Number(one.get("level"));
  const hull = one.get("body") === "hull";
  const width = level > 0.9 ? 3 : level > 0.6 ? 1.5 : 1;
  return new Style({ stroke: new Stroke({ color: hull ? of.soft : of.ink, width: hull ? 1 : width, ...(hull ? { lineDash: [6, 4] } : {}) }) });
}

export function track(of: Colours, one: FeatureLike): Style {
  const likely = one.get("track") === "likely";
  const dash = likely ? {} : { lineDash: [2, 6] };
  return new Style({ stroke: new Stroke({ color: of.accent, width: likely ? 2.5 : 2, ...dash }) });
}

export function edgeOfWater(of: Colours, one: FeatureLike): Style {
  const likely = one.get("edge") === "likely";
  return new Style({ stroke: new Stroke({ color: of.accent, width: likely ? 1.5 : 0.75, ...(likely ? {} : { lineDash: [3, 4] }) }) });
}

/** Things said or named on the chart: a report, where the boat is likeliest, a unit, the datum's box. */
export function mark(of: Colours, one: FeatureLike): Style {
  const under = ["unit", "landfall"].includes(String(one.get("mark"))); // other words stand above
  const text = label(String(one.get("says") ?? ""), of, under ? 9 + LINE_PX * Number(one.get("below") ?? 0) : -16, "obstacle");
  if (under) text.setTextBaseline("top");
  switch (one.get("mark")) {
    case "report":
      return new Style({ image: new RegularShape({ points: 4, radius: 8, stroke: new Stroke({ color: of.alarm, width: 2.5 }), ...DRAWN }), text });
    case "error":
      return new Style({ stroke: new Stroke({ color: of.alarm, width: 1, lineDash: [4, 3] }) });
    case "likely":
      return new Style({ image: new RegularShape({ points: 4, radius: 10, radius2: 0, stroke: new Stroke({ color: of.ink, width: 2.5 }), ...DRAWN }) });
    case "unit":
      return new Style({ image: new RegularShape({ points: 3, radius: 7, fill: new Fill({ color: of.raised }), stroke: new Stroke({ color: of.ink, width: 2 }), ...DRAWN }), text });
    case "landfall":
      return new Style({ image: new RegularShape({ points: 2, radius: 9, angle: Math.PI / 4, stroke: new Stroke({ color: of.warn, width: 3 }), ...DRAWN }), text });
    case "datum":
      return new Style({ stroke: new Stroke({ color: of.warn, width: 2, lineDash: [10, 6] }), text });
    default:
      return new Style({ stroke: new Stroke({ color: of.warn, width: 2 }), image: new Circle({ radius: 4, stroke: new Stroke({ color: of.warn, width: 2 }), ...DRAWN }), text });
  }
}
