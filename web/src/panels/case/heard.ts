/** When the sheet came, on this machine's clock: the clocks on it run on from there. */
import { effect, signal } from "@preact/signals";
import { sheet } from "../../state/case.ts";

export const heardAt = signal(Date.now());
effect(() => {
  if (sheet.value) heardAt.value = Date.now();
});
