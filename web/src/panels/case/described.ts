/** The bodies of events as the server itself describes them; asked once. */
import { signal } from "@preact/signals";
import { get } from "../../api/client.ts";
import { me } from "../../state/session.ts";
import { fieldsOf, type Described, type FieldOf } from "./fields.ts";

const description = signal<Described | null>(null);
let asked: Promise<void> | null = null;

export function askDescription(): Promise<void> {
  asked ??= get("/api/openapi.json").then((found) => {
    description.value = found as unknown as Described;
  });
  asked.catch(() => (asked = null));
  return asked;
}

/** Most events are of a case; those of a single report are not. */
export function pathOf(kind: string): string {
  const ofCase = `/api/cases/{case}/events/${kind}`;
  return description.value?.paths[ofCase] ? ofCase : `/api/events/${kind}`;
}

/** Whether whoever sits here may enter it; not before the description is known. */
export function mayEnter(kind: string): boolean {
  const action = description.value?.paths[pathOf(kind)]?.post?.["x-action"];
  return action !== undefined && (me.value?.actions as string[] | undefined)?.includes(action) === true;
}

export function fieldsOfEvent(kind: string): FieldOf[] {
  const found = description.value;
  return found ? fieldsOf(found, pathOf(kind)) : [];
}

/** Everything that can be entered for a case, in the server's order. */
export function kindsOfCase(): string[] {
  const paths = Object.keys(description.value?.paths ?? {});
  return paths.filter((one) => one.startsWith("/api/cases/{case}/events/")).map((one) => one.split("/").at(-1)!);
}
