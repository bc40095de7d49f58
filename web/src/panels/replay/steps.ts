/** Entries of the record as steps of a slider, and which step a moment falls on. Pure. */
export interface Moment {
  seq: number;
  /** When it was entered: from then on it was known. */
  entered: string;
  /** When it was true. */
  at: string;
  kind: string;
  case: string;
  by_role: string;
  by_centre: string;
  words: string;
}
/** What was entered at one instant; nobody ever knew a part of it. */
export interface Step {
  entered: string;
  entries: Moment[];
}

export function stepsOf(moments: readonly Moment[]): Step[] {
  const found: Step[] = [];
  for (const one of moments) {
    const last = found.at(-1);
    if (last && last.entered === one.entered) last.entries.push(one);
    else found.push({ entered: one.entered, entries: [one] });
  }
  return found;
}

/** The last step known by a moment; -1 where nothing was known yet. */
export function stepAt(steps: readonly Step[], at: string): number {
  return steps.findLastIndex((one) => order(one.entered, at) <= 0);
}

/** Instants to the microsecond, as the server writes them; a browser's own clock is coarser. */
export function order(one: string, other: string): number {
  const coarse = Date.parse(one) - Date.parse(other);
  return coarse || fraction(one) - fraction(other);
}

function fraction(at: string): number {
  return Number(/\.(\d+)/.exec(at)?.[0] ?? 0);
}

/** The last instant of a minute that somebody chose, in UTC; null where it says none, or one to come. */
export function endOfMinute(chosen: string, now: Date): string | null {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.exec(chosen)?.[0];
  if (!at || Number.isNaN(Date.parse(`${at}Z`))) return null;
  const end = `${at}:59.999999Z`;
  return Date.parse(end) >= now.getTime() ? null : end;
}
