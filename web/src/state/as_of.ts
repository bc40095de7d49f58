/** A look back: the moment whose knowledge the room shows; null for now. Nothing is written while it is set. */
import { computed, signal } from "@preact/signals";

export const asOf = signal<string | null>(null);
export const lookingBack = computed(() => asOf.value !== null);
