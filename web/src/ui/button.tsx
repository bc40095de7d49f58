import type { ComponentChildren } from "preact";

interface Props {
  onPress: () => void;
  children: ComponentChildren;
  /** Kept for the one thing that most people come here to do. */
  main?: boolean;
  disabled?: boolean;
  pressed?: boolean;
  label?: string;
  /** As in a shortcut, such as `n`; shown to help memory. */
  shortcut?: string;
}

export function Button({ onPress, children, main, disabled, pressed, label, shortcut }: Props) {
  return (
    <button
      type="button"
      class={main ? "button main" : "button"}
      onClick={onPress}
      disabled={disabled}
      aria-pressed={pressed}
      aria-label={label}
      aria-keyshortcuts={shortcut}
    >
      {children}
      {shortcut ? <kbd aria-hidden="true">{shortcut}</kbd> : null}
    </button>
  );
}
