/** Drafts: the only thing a browser keeps that the server does not know. */
const PREFIX = "estran.draft.";

export function draft(name: string): string {
  try {
    return localStorage.getItem(PREFIX + name) ?? "";
  } catch {
    return "";
  }
}

export function keepDraft(name: string, text: string): void {
  try {
    if (text) localStorage.setItem(PREFIX + name, text);
    else localStorage.removeItem(PREFIX + name);
  } catch {
    // a browser that keeps nothing still sends
  }
}
