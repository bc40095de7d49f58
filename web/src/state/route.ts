/** Hashes of the room: #/queue, #/case/C-0001, #/report and their like. Pure. */
export const PANELS = ["queue", "map", "case", "report", "words", "replay", "doctrine", "sources", "help"] as const;
export type Panel = (typeof PANELS)[number];
export interface Place {
  panel: Panel;
  /** What of it: a case, a rule, a source; empty for the whole. */
  name: string;
}

export function placeOf(hash: string): Place {
  const [panel = "", ...rest] = hash.replace(/^#\/?/, "").split("?")[0]!.split("/");
  const known = PANELS.find((one) => one === panel);
  if (!known) return { panel: "queue", name: "" };
  return { panel: known, name: decoded(rest.join("/")) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function hashOf(panel: Panel, name = ""): string {
  return `#/${panel}${name ? `/${encodeURIComponent(name)}` : ""}`;
}
