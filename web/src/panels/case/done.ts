/** Whether the record already holds what the first minute asks for. Pure: it only reads the sheet. */
import type { FirstAction, Sheet } from "./shapes.ts";

export interface Done {
  /** When it was entered; empty where nobody did. */
  at: string;
  /** Centres or ships for which it is not done. */
  left: string[];
}

/** Of an action that no event records: null. */
export function doneOf(action: FirstAction, found: Sheet, centres: readonly string[]): Done | null {
  if (action.action === "phase") {
    const left = centres.filter((one) => found.phases[one]?.phase !== "distress");
    return { at: left.length ? "" : "-", left };
  }
  if (action.action === "tell") {
    const left = centres.filter((one) => one !== found.owner && !found.told[one]);
    return { at: left.length ? "" : "-", left };
  }
  if (action.action === "acknowledge") {
    const left = Object.entries(found.told).filter(([, one]) => !one.acknowledged);
    return { at: left.length ? "" : "-", left: left.map(([centre]) => centre) };
  }
  if (action.action === "mayday") return { at: found.relays.at(-1)?.at ?? "", left: [] };
  if (["task", "find", "find_inland"].includes(action.action)) return { at: found.tasks[0]?.at ?? "", left: [] };
  return null;
}
