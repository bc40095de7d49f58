/** Every key that does something, in one list: `?` shows it. Keys typed into a field stay there. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Key } from "../words/index.ts";

export interface Shortcut {
  /** As `KeyboardEvent.key`, such as `n` or `?`; with Alt as `Alt+n`. */
  key: string;
  says: Key;
  act: () => void;
}

export const shortcuts = signal<readonly Shortcut[]>([]);

/** Register; returns how to take it away. The latest one of a key acts. */
export function shortcut(one: Shortcut): () => void {
  shortcuts.value = [...shortcuts.value, one];
  return () => {
    shortcuts.value = shortcuts.value.filter((other) => other !== one);
  };
}

export function useShortcut(key: string, says: Key, act: () => void): void {
  useEffect(() => shortcut({ key, says, act }), [key, says, act]);
}

export function watchKeys(): () => void {
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.defaultPrevented || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return; // what is asked there comes first
    if (event.key === " " && pressing(event.target)) return; // there the space bar presses what has the focus
    const name = event.altKey ? `Alt+${event.key}` : event.key;
    const found = shortcuts.value.findLast((one) => one.key === name);
    if (!found) return;
    event.preventDefault();
    found.act();
  };
  addEventListener("keydown", pressed);
  return () => removeEventListener("keydown", pressed);
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function pressing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(BUTTON|A|SUMMARY)$/.test(target.tagName);
}
