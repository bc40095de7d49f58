/** What a field may be, where the case knows it: centres, boats, units, ways to come by a fact. */
import { named } from "../../words/index.ts";
import { centre } from "./centre.ts";
import type { Choices } from "./field_input.tsx";
import { centres, others, sheet } from "./open_case.ts";

const words = (names: readonly string[]): Choices => names.map((one) => [one, named("case.value", one)]);
const calls = (names: readonly string[]): Choices => names.map((one) => [one, centre(one)]);
const plain = (names: readonly string[]): Choices => [...new Set(names)].filter(Boolean).map((one) => [one, one]);

export const SAYERS = ["caller", "ngo", "volunteer", "resident", "ship", "centre", "unit", "aircraft", "patrol"] as const;
export const SEARCHERS = ["small_boat", "merchant_ship", "patrol_vessel", "helicopter", "fixed_wing"] as const;
export const TARGETS = ["person_in_water", "crowded_inflatable", "raft_4", "raft_15", "raft_25", "power_boat_5_6", "power_boat_8_12"] as const;

export const centreChoices = (): Choices => calls(centres.value);
export const otherCentres = (): Choices => calls(others.value);
export const phaseChoices = (): Choices => words(["distress", "alert", "uncertainty"]);
export const boatChoices = (): Choices => plain(sheet.value?.boats.map((one) => one.craft) ?? []);
export const reportChoices = (): Choices => plain(sheet.value?.boats.flatMap((one) => one.reports.map((report) => report.report)) ?? []);
export const sayerChoices = (): Choices => words(SAYERS);
export const searcherChoices = (): Choices => words(SEARCHERS);
export const targetChoices = (): Choices => words(TARGETS);
