/** A short question with one answer in words: why. Nothing is done before it is given. */
import { useState } from "preact/hooks";
import { Dialog, Field } from "../../ui/index.ts";
import { t } from "../../words/index.ts";

interface Props {
  title: string;
  says: string;
  act: string;
  onDone: (why: string) => Promise<boolean>;
  onClose: () => void;
}

export function AskWhy({ title, says, act, onDone, onClose }: Props) {
  const [why, setWhy] = useState("");
  const [busy, setBusy] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    if (busy || !why.trim()) return;
    setBusy(true);
    if (await onDone(why.trim())) onClose();
    setBusy(false);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="ask" onSubmit={(event) => void send(event)}>
        <p>{says}</p>
        <Field label={t("queue.why")} value={why} onInput={setWhy} required autofocus />
        <button type="submit" class="button main" disabled={busy}>
          {act}
        </button>
      </form>
    </Dialog>
  );
}
