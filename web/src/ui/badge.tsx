/** Small facts beside larger ones. A tone never says alone what a word must say. */
import type { ComponentChildren } from "preact";
import { span } from "../format/index.ts";
import { now } from "../state/clock.ts";
import { t } from "../words/index.ts";

export type Tone = "plain" | "unknown" | "warn" | "alarm";

export function Badge({ tone = "plain", children }: { tone?: Tone; children: ComponentChildren }) {
  return <span class={`badge ${tone}`}>{children}</span>;
}

/** How old a datum is; every forcing and every answer shown carries one. */
export function DataAge({ at, staleAfterS }: { at: string | null; staleAfterS: number }) {
  if (at === null) return <Badge tone="unknown">{t("age.unknown")}</Badge>;
  const seconds = (now.value.getTime() - Date.parse(at)) / 1000;
  return <Badge tone={seconds > staleAfterS ? "warn" : "plain"}>{t("age.old", { span: span(seconds, t("queue.day")) })}</Badge>;
}
