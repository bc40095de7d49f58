/** Keys that work everywhere, and the list that `?` shows. */
import { useCallback, useState } from "preact/hooks";
import { go } from "./state/place.ts";
import { Dialog, useShortcut } from "./ui/index.ts";
import { type Shortcut, shortcuts } from "./ui/shortcuts.ts";
import { t } from "./words/index.ts";

const toQueue = () => go("/queue");
const toReport = () => go("/report");
const toReplay = () => go("/replay");
const toWords = () => go("/words");

export function Keys() {
  const [shown, setShown] = useState(false);
  useShortcut("q", "key.queue", toQueue);
  useShortcut("n", "key.report", toReport);
  useShortcut("r", "key.replay", toReplay);
  useShortcut("w", "key.words", toWords);
  const show = useCallback(() => setShown(true), []);
  useShortcut("?", "key.help", show);
  if (!shown) return null;
  return (
    <Dialog title={t("key.title")} onClose={() => setShown(false)}>
      <dl class="keys">
        {latest(shortcuts.value).map((one) => (
          <div key={one.key}>
            <dt>
              <kbd>{one.key}</kbd>
            </dt>
            <dd>{t(one.says)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

/** Of a key that several panels take, the one that acts. */
function latest(all: readonly Shortcut[]): Shortcut[] {
  return [...new Map(all.map((one) => [one.key, one])).values()];
}
