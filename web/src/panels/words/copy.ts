/** Copy a text, also where the browser keeps its clipboard shut, as on a line without a certificate. */
import { failed, tell } from "../../state/failures.ts";
import { t } from "../../words/index.ts";

export async function copy(text: string, said: string): Promise<void> {
  if (!text) return tell(t("words.nothing_to_copy"));
  try {
    await (navigator.clipboard?.writeText(text) ?? oldWay(text));
    tell(said);
  } catch (error) {
    failed(error);
  }
}

async function oldWay(text: string): Promise<void> {
  const box = document.createElement("textarea");
  box.value = text;
  (document.querySelector("dialog[open]") ?? document.body).append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  if (!done) throw new Error(t("words.not_copied"));
}
