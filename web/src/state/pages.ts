/** Which pages stand under the last tab of a phone. Pure. */
import type { Panel } from "./route.ts";

export const MORE = ["words", "doctrine", "sources"] as const satisfies readonly Panel[];

/** Whether a tab leads to the page that is open: the last one leads to several. */
export function tabOf(panel: Panel): Panel {
  return (MORE as readonly Panel[]).includes(panel) ? "help" : panel;
}
