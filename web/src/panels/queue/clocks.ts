/** Clocks that count on from the server's moment, and how a watch reads them. Pure: no clock here. */
const pad = (value: number) => String(value).padStart(2, "0");

/** Seconds by now of a clock that stood at `seconds` when it was `asOf`; unknown stays unknown. */
export function running(seconds: number | null, asOf: string, now: Date): number | null {
  return seconds === null ? null : Math.max(0, seconds + (now.getTime() - Date.parse(asOf)) / 1000);
}

/** Seconds since a moment of the record. */
export function sinceThen(at: string, now: Date): number {
  return Math.max(0, (now.getTime() - Date.parse(at)) / 1000);
}

/** Such as `42 s`, `7 min`, `3 h 05`, `3 d 04 h`. It counts up and ends nothing. */
export function age(seconds: number, day: string): string {
  const whole = Math.floor(Math.max(0, seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${pad(minutes % 60)}`;
  return `${Math.floor(hours / 24)} ${day} ${pad(hours % 24)} h`;
}
