/** From row to row by keys: the focus itself moves, so that Enter opens what is seen. */
const ROWS = ".queue [data-row]";

function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)].filter((one) => one.offsetParent !== null);
  const at = rows.findIndex((one) => one.contains(document.activeElement));
  const next = at < 0 ? rows[by > 0 ? 0 : rows.length - 1] : rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
  const target = next?.querySelector<HTMLElement>("a, button") ?? next;
  target?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

export const down = () => step(1);
export const up = () => step(-1);

/** Press the button of the row that has the focus; nothing where no row has it. */
function press(what: string): void {
  const row = document.activeElement?.closest("[data-row]");
  row?.querySelector<HTMLButtonElement>(`[data-do="${what}"]`)?.click();
}

export const pressLink = () => press("link");
export const pressOpen = () => press("open");
export const pressAside = () => press("aside");
