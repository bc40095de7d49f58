/** Enter what a person said or heard about the case; sent twice it is entered once. */
import { freshKey, type Given, post } from "../../api/client.ts";
import { openCase } from "../../state/case.ts";
import { failed, tell } from "../../state/failures.ts";
import { t } from "../../words/index.ts";

type Kind = "centre.told" | "centre.acknowledged" | "relay.sent" | "relay.answered" | "message.read";
type PathOf<K extends Kind> = `/api/cases/{case}/events/${K}`;
const keys = new Map<string, string>();

/** Says whether it was entered; a refusal is told. */
export async function enter<K extends Kind>(kind: K, body: Given<PathOf<K>, "post">): Promise<boolean> {
  const text = JSON.stringify([openCase.value, kind, body]);
  const key = keys.get(text) ?? freshKey();
  keys.set(text, key);
  try {
    await post(`/api/cases/{case}/events/${kind}` as PathOf<Kind>, body as never, { path: { case: openCase.value }, key });
    tell(t("words.entered"));
    return true;
  } catch (error) {
    failed(error);
    return false;
  } finally {
    if (navigator.onLine) setTimeout(() => keys.delete(text), 10_000); // said again later it is another time
  }
}
