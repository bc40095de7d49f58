/** Times UTC first, positions as at sea, numbers by the reader's habit. Pure: no clock here. */
export type Reader = "en" | "fr";

const LOCALE: Record<Reader, string> = { en: "en-GB", fr: "fr-FR" };
const pad = (value: number, width = 2) => String(value).padStart(width, "0");

/** Such as `02:14Z`. */
export function utc(at: Date): string {
  return `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}Z`;
}

/** Such as `02:14:09Z`, for the clock of the room. */
export function utcWithSeconds(at: Date): string {
  return `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}:${pad(at.getUTCSeconds())}Z`;
}

/** Such as `14 Dec 2022 02:14Z`. */
export function utcWithDay(at: Date, reader: Reader): string {
  const day = new Intl.DateTimeFormat(LOCALE[reader], { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  return `${day.format(at)} ${utc(at)}`;
}

/** The reader's own clock, such as `03:14`; it stands after UTC, never alone. */
export function local(at: Date, reader: Reader): string {
  return new Intl.DateTimeFormat(LOCALE[reader], { hour: "2-digit", minute: "2-digit", hour12: false }).format(at);
}

/** A span, such as `42 s`, `7 min`, `3 h 05`, `3 d 04 h`: the one way to say it. It counts up and ends nothing. */
export function span(seconds: number, day: string): string {
  const whole = Math.floor(Math.max(0, seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${pad(minutes % 60)}` : `${Math.floor(hours / 24)} ${day} ${pad(hours % 24)} h`;
}

/** Degrees and decimal minutes, such as `50-59.294N 001-21.087E`, as the server writes them. */
export function dmm(latitude: number, longitude: number, decimals = 3): string {
  return `${half(latitude, 2, "NS", decimals)} ${half(longitude, 3, "EW", decimals)}`;
}

function half(value: number, width: number, letters: string, decimals: number): string {
  const scale = 10 ** decimals;
  const count = Math.round(Math.abs(value) * 60 * scale);
  const minutes = (count % (60 * scale)) / scale;
  const letter = letters[value < 0 && count > 0 ? 1 : 0];
  return `${pad(Math.floor(count / (60 * scale)), width)}-${minutes.toFixed(decimals).padStart(3 + decimals, "0")}${letter}`;
}

export function number(value: number, reader: Reader, decimals = 0): string {
  return new Intl.NumberFormat(LOCALE[reader], { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
}

/** Such as `3.2 NM`, or `3,2 NM`. */
export function nm(metres: number, reader: Reader): string {
  return `${number(metres / 1852, reader, 1)} NM`;
}

/** Such as `045°T`. */
export function trueDegrees(degrees: number): string {
  return `${pad(((Math.round(degrees) % 360) + 360) % 360, 3)}°T`;
}

/** A share in whole per cent; never `0 %` for what is possible. */
export function percent(share: number, reader: Reader): string {
  const space = reader === "fr" ? "\u202f" : "";
  if (share > 0 && share < 0.01) return `< 1${space}%`;
  return `${number(share * 100, reader)}${space}%`;
}
