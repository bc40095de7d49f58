/** Who sits here, and what they may do: as the server says, nothing else. */
import { computed, signal } from "@preact/signals";
import { type Asked, get, post, remove, useCsrf } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import { follow, stop } from "../api/stream.ts";
import { offline } from "./failures.ts";
import { remembered } from "./seat.ts";

const AGAIN_MS = 3000;
export type Me = Asked<"/api/me", "get">;
export type Action = Me["actions"][number];

/** undefined: not yet known. null: nobody is logged in. */
export const me = signal<Me | null | undefined>(undefined);
export const may = (action: Action) => computed(() => me.value?.actions.includes(action) ?? false);

export async function begin(): Promise<void> {
  if (!navigator.onLine) sitAlone(); // nobody waits for tries that cannot succeed
  try {
    enter(await get("/api/me"));
  } catch (error) {
    if (error instanceof Problem && error.offline) {
      sitAlone();
      setTimeout(() => void begin().catch(() => undefined), AGAIN_MS);
    }
    if (!(error instanceof Problem) || error.status !== 401) throw error;
    me.value = null;
  }
}

/** Loaded without a line: whoever sat here can type a report all the same, and it goes when the line is back. */
function sitAlone(): void {
  if (me.value !== undefined) return;
  offline.value = true;
  me.value = (remembered() as Me | null) ?? undefined;
}

export async function logIn(login: string, password: string): Promise<void> {
  enter(await post("/api/session", { login, password }));
}

export async function logOut(): Promise<void> {
  await remove("/api/session");
  stop();
  me.value = null;
}

function enter(found: Me): void {
  useCsrf(found.csrf);
  me.value = found;
  offline.value = false;
  follow();
}
