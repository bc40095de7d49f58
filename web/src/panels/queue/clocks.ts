/** Clocks that count on from the server's moment, and how a watch reads them. Pure: no clock here. */
/** Seconds by now of a clock that stood at `seconds` when it was `asOf`; unknown stays unknown. */
export function running(seconds: number | null, asOf: string, now: Date): number | null {
  return seconds === null ? null : Math.max(0, seconds + (now.getTime() - Date.parse(asOf)) / 1000);
}

/** Seconds since a moment of the record. */
export function sinceThen(at: string, now: Date): number {
  return Math.max(0, (now.getTime() - Date.parse(at)) / 1000);
}
