/** What stands first: distress before all, and of alarms those on which lives hang. Pure. */
import type { AlarmLine, CaseLine } from "../../state/queue.ts";

export const PHASES = ["distress", "alert", "uncertainty", "none"] as const;
export type Phase = (typeof PHASES)[number];

/** The gravest phase that any centre declares; none where nobody has. */
export function gravest(line: Pick<CaseLine, "phase">): Phase {
  const declared = Object.values(line.phase);
  return PHASES.find((one) => declared.includes(one)) ?? "none";
}

export function byPhase(cases: readonly CaseLine[]): { phase: Phase; cases: CaseLine[] }[] {
  const groups = PHASES.map((phase) => ({ phase, cases: cases.filter((one) => gravest(one) === phase) }));
  return groups.filter((one) => one.cases.length > 0);
}

const FIRST = [
  "rescue_refused", "trigger", "phase_low", "contact", "relay", "hand_over", "refused", "untold", "acknowledge", "crossing",
  "phases", "reopen", "unmatched", "fix", "contradiction", "moved", "review", "shaken",
];

/** Gravest kind first, of one kind the oldest; a kind that this list does not know stands on top. */
export function inOrder(alarms: readonly AlarmLine[]): AlarmLine[] {
  const rank = (one: AlarmLine) => FIRST.indexOf(one.kind);
  return alarms.toSorted((one, other) => rank(one) - rank(other) || one.since.localeCompare(other.since));
}

export interface Sorted {
  byCase: Map<string, AlarmLine[]>;
  byReport: Map<string, AlarmLine[]>;
  /** Of nothing that has a row of its own. */
  rest: AlarmLine[];
}

/** Alarms beside what they speak of. A missed call's is the row itself. */
export function sorted(alarms: readonly AlarmLine[], reports: ReadonlySet<string>, calls: ReadonlySet<string>): Sorted {
  const found: Sorted = { byCase: new Map(), byReport: new Map(), rest: [] };
  for (const one of inOrder(alarms)) {
    const report = one.report ?? one.about ?? "";
    if (one.case) found.byCase.set(one.case, [...(found.byCase.get(one.case) ?? []), one]);
    else if (reports.has(report)) found.byReport.set(report, [...(found.byReport.get(report) ?? []), one]);
    else if (!calls.has(one.call ?? "")) found.rest.push(one);
  }
  return found;
}
