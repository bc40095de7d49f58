/** The one place that asks the server: typed by its description, careful on a bad line. */
import { lookingBack } from "../state/as_of.ts";
import { language, t } from "../words/index.ts";
import type { paths } from "./openapi.d.ts";
import { Problem, problemOf } from "./problem.ts";

type Verb = "get" | "post" | "put" | "patch" | "delete";
type With<V extends Verb> = { [P in keyof paths]: paths[P] extends { [K in V]: object } ? P : never }[keyof paths];
type Operation<P extends keyof paths, V extends Verb> = V extends keyof paths[P] ? paths[P][V] : never;
type Json<A> = A extends { content: { "application/json": infer B } } ? B : undefined;
type Responses<O> = O extends { responses: infer R } ? R : never;
export type Answer<O> =
  Responses<O> extends { 200: infer A } ? Json<A> : Responses<O> extends { 201: infer A } ? Json<A> : undefined;
type BodyOf<O> = O extends { requestBody: { content: { "application/json": infer B } } } ? B : undefined;
export type Asked<P extends keyof paths, V extends Verb> = Answer<Operation<P, V>>;
export type Given<P extends keyof paths, V extends Verb> = BodyOf<Operation<P, V>>;

export interface How {
  path?: Record<string, string | number>;
  query?: Record<string, string | number | boolean | undefined>;
  signal?: AbortSignal;
}
export interface HowToWrite extends How {
  /** Kept by whoever sends twice, so that the server enters it once. */
  key?: string;
}

const PAUSES_MS = [300, 1000, 3000];
/** What a look back does not hold up: questions that write nothing, coming in, and a new report, which never waits. */
const ALWAYS = /\/preview$|^\/api\/session$|^\/api\/(reports|calls)$/;
let csrf = "";

/** Take over the value of the header that writes need; of `GET /api/me`. */
export function useCsrf(value: string): void {
  csrf = value;
}

export function freshKey(): string {
  return crypto.randomUUID();
}

/** Read; asked again with pauses where the line or the server fails. */
export async function get<P extends With<"get">>(path: P, how: How = {}): Promise<Asked<P, "get">> {
  const answer = await getRaw(path, how);
  return (await answer.json()) as Asked<P, "get">;
}

/** Read something that is no JSON: bytes of an ensemble, a text. */
export async function getRaw(path: With<"get">, how: How = {}): Promise<Response> {
  for (let turn = 0; ; turn += 1) {
    try {
      return await send("GET", path, how);
    } catch (error) {
      const pause = PAUSES_MS[turn];
      if (!(error instanceof Problem) || pause === undefined || !(error.offline || error.status >= 502)) throw error;
      await new Promise((done) => setTimeout(done, pause));
    }
  }
}

/** Write once: the same key twice is entered once. Never repeated behind a person's back. */
export async function post<P extends With<"post">>(
  path: P,
  body: Given<P, "post">,
  how: HowToWrite = {},
): Promise<Asked<P, "post">> {
  if (lookingBack.value && !ALWAYS.test(path)) throw new Problem("room.looking_back", t("replay.no_writing"), 409);
  const headers = { "Content-Type": "application/json", "Idempotency-Key": how.key ?? freshKey() };
  const answer = await send("POST", path, how, { body: JSON.stringify(body ?? {}), headers });
  return (answer.status === 204 ? undefined : await answer.json()) as Asked<P, "post">;
}

export async function remove(path: With<"delete">, how: HowToWrite = {}): Promise<void> {
  await send("DELETE", path, how);
}

async function send(method: string, path: string, how: How, extra: RequestInit = {}): Promise<Response> {
  const headers: Record<string, string> = { "Accept-Language": language.value, ...(extra.headers as Record<string, string>) };
  if (method !== "GET" && csrf) headers["X-CSRF-Token"] = csrf;
  const answer = await fetch(address(path, how), {
    ...extra,
    method,
    headers,
    credentials: "same-origin",
    signal: how.signal ?? null,
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem("line.down", "", 0);
  });
  if (!answer.ok) throw await problemOf(answer);
  return answer;
}

export function address(path: string, how: How): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(how.path?.[name] ?? "")));
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(how.query ?? {})) if (value !== undefined) asked.set(name, String(value));
  const tail = asked.toString();
  return tail ? `${filled}?${tail}` : filled;
}
