/** A state by shape and word; never by colour alone, and none of them is a light that says go. */
const SHAPES: Record<string, string> = {
  met: "■",
  not_met: "✕",
  unknown: "?",
  waived: "□",
  exceeded: "▲",
  not_shown_safe: "◇",
  required: "▲",
  forbidden: "✕",
  not_permitted: "✕",
  permitted: "○",
  undetermined: "?",
};

export function Sign({ state, word }: { state: string; word: string }) {
  return (
    <span class={`state ${state}`}>
      <span class="figure" aria-hidden="true">
        {SHAPES[state] ?? "·"}
      </span>{" "}
      {word}
    </span>
  );
}
