/** The message that is being written: what is wanted of it, how it reads now, and how it was kept. */
import { computed, effect, signal } from "@preact/signals";
import { freshKey, type Given, post } from "../../api/client.ts";
import { openCase, sheet } from "../../state/case.ts";
import { asOf } from "../../state/as_of.ts";
import { now } from "../../state/clock.ts";
import { draft, keepDraft } from "../../state/drafts.ts";
import { failed, tell } from "../../state/failures.ts";
import { language, type Language, named, t } from "../../words/index.ts";

export const FORMS = ["sitrep", "handover", "mayday_relay", "email"] as const;
export const PRIORITIES = ["distress", "urgency", "safety", "routine"] as const;
export type Form = (typeof FORMS)[number];
export type Priority = (typeof PRIORITIES)[number];
type Body = Given<"/api/cases/{case}/messages/{form}", "post">;
const SETTLED_MS = 300;
const PATH = "/api/cases/{case}/messages/{form}";

export interface Wanted {
  form: Form;
  /** Null until somebody changed it. */
  to: string | null;
  tongue: Language | null;
  priority: Priority;
  short: boolean;
  telex: boolean;
  spoken: boolean;
}
const FRESH: Wanted = { form: "sitrep", to: null, tongue: null, priority: "distress", short: false, telex: false, spoken: false };
export const wanted = signal<Wanted>(FRESH);
/** The e-mail's own words. */
export const own = signal("");
export const preview = signal("");
/** Why there is no preview. */
export const refusal = signal("");
export const busy = signal(false);
/** The message just logged, as it is kept to the letter. */
export const kept = signal<{ message: string; text: string } | null>(null);

export const tongue = computed(() => wanted.value.tongue ?? language.value);
export const to = computed(() => wanted.value.to ?? usual(wanted.value.form));
const addressees = computed(() => to.value.split(",").map((one) => one.trim()).filter(Boolean));
export const shown = computed(() => kept.value?.text ?? preview.value);
/** Whether there is something to copy and log. */
export const ready = computed(() => shown.value !== "" && (wanted.value.form !== "email" || own.value.trim() !== "" || kept.value !== null));
export const canLog = computed(() => ready.value && kept.value === null && !busy.value && asOf.value === null && addressees.value.length > 0);

export function change(what: Partial<Wanted>): void {
  kept.value = null;
  wanted.value = { ...wanted.value, ...what };
}

export function typeOwn(text: string): void {
  kept.value = null;
  own.value = text;
  keepDraft(`email.${openCase.value}`, text);
}

/** Centres that have to do with the case, the other ones first. */
export const centres = computed(() => {
  const found = sheet.value as unknown as { owner: string; told: object; owners: { centre: string }[] } | null;
  if (!found) return [];
  const all = [...Object.keys(found.told), "Gris-Nez", "Dover", ...found.owners.map((one) => one.centre)];
  return [...new Set(all)].filter((one) => one !== found.owner).concat(found.owner);
});

/** To whom a form goes if nobody says else. */
function usual(form: Form): string {
  if (form === "mayday_relay") return t("words.all_stations");
  return form === "email" ? "" : (centres.value[0] ?? "");
}

function body(form: Form): Body {
  const { priority, short, telex, spoken } = wanted.value;
  const text = form === "email" ? own.value : "";
  return { to: addressees.value, language: tongue.value, priority, short, telex, spoken, text, at: null };
}

/** Read the message anew as it is changed, as the record goes on, and each minute. */
export function watchPreview(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shownCase = "";
  let turn = 0;
  const minute = computed(() => Math.floor(now.value.getTime() / 60_000));
  const stop = effect(() => {
    const name = openCase.value;
    if (name !== shownCase) {
      shownCase = name;
      [wanted.value, own.value, preview.value, kept.value] = [{ ...FRESH }, draft(`email.${name}`), "", null];
    }
    void [sheet.value, minute.value, own.value];
    const [form, given] = [wanted.value.form, body(wanted.value.form)];
    clearTimeout(timer);
    turn += 1;
    const mine = turn;
    if (!name || !given.to.length) {
      preview.value = "";
      return;
    }
    const ask = async () => {
      const found = await read(name, form, given);
      if (mine === turn) [preview.value, refusal.value] = found;
    };
    timer = setTimeout(() => void ask(), SETTLED_MS);
  });
  return () => {
    clearTimeout(timer);
    turn += 1;
    stop();
  };
}

async function read(name: string, form: Form, given: Body): Promise<[string, string]> {
  try {
    const found = await post(`${PATH}/preview`, given, { path: { case: name, form } });
    return [found.text, ""];
  } catch (error) {
    failed(error);
    return ["", error instanceof Error ? error.message : String(error)];
  }
}

/** Take a written form over into the e-mail, where every word can be changed. */
export async function takeOver(form: Form): Promise<void> {
  const to_whom = addressees.value.length ? addressees.value : centres.value.slice(0, 1);
  const [text] = await read(openCase.value, form, { ...body(form), to: to_whom });
  if (!text) return;
  const bare = text.split("\n").filter((line) => !line.startsWith("***")); // the e-mail gets marks of its own
  typeOwn([own.value.trim(), bare.join("\n").trim()].filter(Boolean).join("\n\n"));
  change({ form: "email" });
}

let last = { text: "", key: "" };

/** Number it, keep it, and write down to whom it went. The same words sent twice are entered once. */
export async function log(): Promise<void> {
  if (!canLog.value) return;
  const [name, form] = [openCase.value, wanted.value.form];
  const given = body(form);
  const text = JSON.stringify([name, form, given]);
  if (last.text !== text) last = { text, key: freshKey() };
  busy.value = true;
  try {
    const made = await post(PATH, given, { path: { case: name, form }, key: last.key });
    last = { text: "", key: "" };
    if (form === "email") keepDraft(`email.${name}`, "");
    kept.value = { message: made.message, text: made.text };
    tell(t("words.logged", { form: named("message_form", form), number: made.number, message: made.message, to: given.to.join(", ") }));
  } catch (error) {
    failed(error);
  } finally {
    busy.value = false;
  }
}
