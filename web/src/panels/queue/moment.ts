/** By which moment the clocks of the queue run: now; or, where the past is shown, the moment of then. */
import { computed } from "@preact/signals";
import { now } from "../../state/clock.ts";
import { queue, queueAt } from "../../state/queue.ts";
import { type Action, may } from "../../state/session.ts";

/** Whether the queue is shown as it was: its clocks stand, and nothing of it can be done. */
export const past = computed(() => queue.value !== null && queueAt.value === null);
export const moment = computed(() => (past.value ? new Date(queue.value!.now) : now.value));
/** May be done by whoever sits here, and now. */
export const can = (action: Action) => computed(() => !past.value && may(action).value);
