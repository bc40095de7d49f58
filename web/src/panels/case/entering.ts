/** Entering an event of the open case: once, with one key until what is said changes. What was typed stays until it is in. */
import { signal } from "@preact/signals";
import { freshKey, post } from "../../api/client.ts";
import { Problem } from "../../api/problem.ts";
import { loadCase } from "../../state/case.ts";
import { tell } from "../../state/failures.ts";
import { t } from "../../words/index.ts";
import { pathOf } from "./described.ts";
import type { Typed } from "./fields.ts";
import { sheet } from "./open_case.ts";

export interface Slip {
  open: boolean;
  typed: Typed;
  /** What the server, or the line, answered; empty where nothing is wrong. */
  said: string;
  busy: boolean;
  key: string;
  sent: string;
}
const EMPTY: Slip = { open: false, typed: {}, said: "", busy: false, key: "", sent: "" };

/** Slips of paper, by what they are about; in memory only, so that no private text stays in a browser. */
const slips = signal<Record<string, Slip>>({});

export function slipOf(name: string): Slip {
  return slips.value[name] ?? EMPTY;
}

export function write(name: string, change: Partial<Slip>): void {
  slips.value = { ...slips.value, [name]: { ...slipOf(name), ...change } };
}

export function type(name: string, field: string, value: string): void {
  write(name, { typed: { ...slipOf(name).typed, [field]: value } });
}

/** Enter it; true when the record has it. A refusal stands on the slip, and what was typed stays. */
export async function enter(name: string, kind: string, body: Record<string, unknown>): Promise<boolean> {
  return send(name, pathOf(kind), body);
}

export async function send(name: string, path: string, body: Record<string, unknown>): Promise<boolean> {
  const found = sheet.value?.case;
  const slip = slipOf(name);
  if (!found || slip.busy) return false;
  const sent = JSON.stringify([found, path, body]);
  const key = slip.sent === sent && slip.key ? slip.key : freshKey();
  write(name, { busy: true, said: "", key, sent });
  try {
    await post(path as "/api/cases/{case}/events/note.added", body as never, { path: { case: found }, key });
  } catch (error) {
    write(name, { busy: false, said: reasonOf(error) });
    return false;
  }
  write(name, EMPTY);
  tell(t("case.entered"));
  if (sheet.value?.case === found) await loadCase(found);
  return true;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Problem)) return String(error);
  return error.offline ? t("case.not_entered") : error.message;
}
