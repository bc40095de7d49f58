/** What waits to be sent: how an item goes on after each try. Pure. */
export type Standing = "waiting" | "refused" | "received";
export interface Outcome {
  number: string;
  received: string;
  status: string;
  told: string[];
  remarks: string[];
}
export interface Item {
  /** The Idempotency-Key: the same at each try, so that the server enters it once. */
  key: string;
  /** Whose it is, and of which room: it is sent nowhere else. */
  account: string;
  watermark: string;
  /** When somebody pressed send; ISO. */
  since: string;
  /** The report, until the server has it; then nothing. */
  body: Record<string, unknown> | null;
  standing: Standing;
  tries: number;
  /** The server's words where it refused, or said that it could not store. */
  detail: string;
  outcome: Outcome | null;
}
export interface Failure {
  status: number;
  detail: string;
}

/** Refusals that stand however often it is sent; anything else may pass. */
const FINAL = new Set([400, 409, 410, 413, 415, 422]);

export function received(item: Item, outcome: Outcome): Item {
  return { ...item, standing: "received", body: null, tries: item.tries + 1, detail: "", outcome };
}

export function failedOnce(item: Item, failure: Failure): Item {
  const standing = FINAL.has(failure.status) ? "refused" : "waiting";
  return { ...item, standing, tries: item.tries + 1, detail: failure.detail };
}

/** Whether it may be sent from here: an exercise's report never reaches a real room. */
export function mayGo(item: Item, here: { account: string; watermark: string }): boolean {
  return item.standing === "waiting" && item.account === here.account && item.watermark === here.watermark;
}

/** Read one that was kept; null where it is none. */
export function itemOf(text: string | null): Item | null {
  try {
    const found = JSON.parse(text ?? "") as Item;
    return typeof found.key === "string" && typeof found.standing === "string" ? found : null;
  } catch {
    return null;
  }
}
