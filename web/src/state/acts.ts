/** Acts that more than one panel offers; each is a write that a person asked for. */
import { post } from "../api/client.ts";
import { failed } from "./failures.ts";
import { go } from "./place.ts";
import { loadQueue } from "./queue.ts";
import { hashOf } from "./route.ts";

/** Do it, then ask for the queue anew; says whether it was done. A refusal is told. */
export async function done(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    void loadQueue();
    return true;
  } catch (error) {
    failed(error);
    return false;
  }
}

/** Open a case with one boat for a report, and go there. */
export async function openCase(report: string, label = ""): Promise<boolean> {
  return done(async () => {
    const made = await post("/api/reports/{report}/case", { label }, { path: { report } });
    go(hashOf("case", made.case));
  });
}
