/** The case that is open, as the server last told it; asked again when there is news of it. */
import { effect, signal } from "@preact/signals";
import { type Asked, get } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import { news } from "../api/stream.ts";
import { language } from "../words/index.ts";
import { asOf } from "./as_of.ts";
import { failed } from "./failures.ts";
import { place } from "./place.ts";
import { me } from "./session.ts";

export type Sheet = Asked<"/api/cases/{case}", "get">;

export const sheet = signal<Sheet | null>(null);
/** The case last opened; it stays open while somebody reads a rule or writes a message. */
export const openCase = signal("");
/** Whether the room looks back to before anybody knew of the case. */
export const notKnownThen = signal(false);
let asked = 0;

export async function loadCase(name: string): Promise<void> {
  const turn = (asked += 1);
  try {
    const back = asOf.peek();
    const path = { case: name };
    const found = back
      ? ((await get("/api/cases/{case}/as-of", { path, query: { at: back } })) as unknown as Sheet)
      : await get("/api/cases/{case}", { path });
    if (turn !== asked) return; // a later question has overtaken this one
    sheet.value = found;
    notKnownThen.value = false;
  } catch (error) {
    if (turn !== asked) return;
    if (!asOf.peek() || !(error instanceof Problem) || error.status !== 404) return failed(error);
    sheet.value = null;
    notKnownThen.value = true;
  }
}

export function watchCase(): () => void {
  let shown = "";
  let before = asOf.peek();
  return effect(() => {
    if (place.value.panel === "case") openCase.value = place.value.name;
    const name = openCase.value;
    const row = news.value;
    void [me.value, language.value];
    if (name !== shown) sheet.value = null;
    if (name !== shown || asOf.value === null) notKnownThen.value = false;
    const moved = before !== asOf.value;
    before = asOf.value;
    const concerns = name !== shown || moved || !row || !row.case || row.case === name;
    shown = name;
    if (name && me.value && concerns) void loadCase(name);
  });
}
