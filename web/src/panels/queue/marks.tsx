/** Marks that never stand for a word: each has its shape and says it too. */
import { t } from "../../words/index.ts";
import type { Phase } from "./order.ts";

export function HelpMark() {
  return (
    <span class="mark help">
      <span aria-hidden="true">▲ </span>
      {t("queue.call_for_help")}
    </span>
  );
}

const SHAPES: Record<Phase, string> = { distress: "◆", alert: "◈", uncertainty: "◇", none: "–" };

export function PhaseMark({ phase }: { phase: Phase }) {
  return (
    <span class={`mark ${phase}`}>
      <span aria-hidden="true">{SHAPES[phase]} </span>
      {t(`queue.phase.${phase}`)}
    </span>
  );
}
