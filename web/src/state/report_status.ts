/** What has become of a report, from the status that the server gives it. Pure. */
export type Became = "not_read" | "read" | "entered";

/** What follows a comma, such as that units are tasked, changes nothing of it. */
export function became(status: string): Became {
  if (status.startsWith("RECEIVED, ENTERED BY THE WATCH")) return "entered";
  return status.startsWith("RECEIVED, READ") ? "read" : "not_read";
}
