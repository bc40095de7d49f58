/** What became of the last report that was sent from here, and what is next to do with it. */
import { useEffect, useRef } from "preact/hooks";
import { discard, outbox } from "../../state/outbox.ts";
import type { Item } from "../../state/outbox_items.ts";
import { openCase } from "../../state/acts.ts";
import { go } from "../../state/place.ts";
import { hashOf } from "../../state/route.ts";
import { Button, Standing } from "../../ui/index.ts";
import { t } from "../../words/index.ts";

interface Props {
  /** Whether nothing is being typed: only then the focus moves. */
  empty: boolean;
  onNext: () => void;
  onChange: (body: Record<string, unknown>) => void;
}

export function After(props: Props) {
  return (
    <>
      {outbox.value.map((one) => (
        <Sent key={one.key} item={one} {...props} />
      ))}
    </>
  );
}

function Sent({ item, empty, onNext, onChange }: Props & { item: Item }) {
  const box = useRef<HTMLDivElement>(null);
  const number = item.outcome?.number ?? "";
  useEffect(() => {
    if (number && empty) box.current?.querySelector<HTMLElement>("[data-do=open]")?.focus();
  }, [number]);
  const next = () => {
    discard(item.key);
    onNext();
  };
  const mend = () => {
    onChange(item.body ?? {});
    discard(item.key);
  };
  const open = async () => {
    if (await openCase(number)) discard(item.key);
  };
  const link = () => {
    discard(item.key);
    go(hashOf("queue", number));
  };
  return (
    <div class="after" ref={box} data-row={number}>
      <Standing item={item} />
      {number ? (
        <p class="acts">
          <button type="button" class="button main" data-do="open" onClick={() => void open()}>
            {t("entry.open_case")}
            <kbd aria-hidden="true">o</kbd>
          </button>
          <button type="button" class="button" data-do="link" onClick={link}>
            {t("entry.link")}
            <kbd aria-hidden="true">l</kbd>
          </button>
          <button type="button" class="button" onClick={next}>
            {t("entry.next")}
            <kbd aria-hidden="true">n</kbd>
          </button>
        </p>
      ) : null}
      {item.standing === "refused" ? (
        <p class="acts">
          <Button main onPress={mend}>
            {t("entry.change")}
          </Button>
          <Button onPress={() => discard(item.key)}>{t("entry.discard")}</Button>
        </p>
      ) : null}
    </div>
  );
}
