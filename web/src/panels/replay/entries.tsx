/** The record in words, newest first; each line shows the room as it was known when it had been entered. */
import { useSignal } from "@preact/signals";
import { asOf } from "../../state/as_of.ts";
import { openCase } from "../../state/case.ts";
import { Button, Field } from "../../ui/index.ts";
import { t } from "../../words/index.ts";
import { index, leftOff, lookAt, lookAtMinute, ofCase, steps, whole } from "./record.ts";
import { parted, said } from "./said.ts";

const MOST = 200;

export function RecordPanel() {
  return (
    <section class="panel replay-record" aria-labelledby="record-title">
      <h2 id="record-title">{ofCase.value ? t("replay.of_case", { case: ofCase.value }) : t("replay.of_all")}</h2>
      {asOf.value === null ? <p class="said">{t("help.replay")}</p> : null}
      {steps.value.length ? <Entries /> : <p class="none">{t("replay.nothing")}</p>}
    </section>
  );
}

function Entries() {
  const wanted = useSignal("");
  const fits = (text: string) => text.toLowerCase().includes(wanted.value.trim().toLowerCase());
  const all = steps.value.map((one, at) => ({ one, at })).filter(({ one }) => one.entries.some((entry) => fits(`${entry.seq} ${entry.words}`)));
  const shown = all.slice(-MOST).toReversed();
  const missing = leftOff.value + all.length - shown.length;
  return (
    <>
      <div class="ask">
        <Minute />
        <Field label={t("replay.find")} value={wanted.value} onInput={(value) => (wanted.value = value)} />
        {openCase.value ? (
          <Button pressed={whole.value} onPress={() => (whole.value = !whole.value)}>
            {t("replay.whole")}
          </Button>
        ) : null}
      </div>
      {missing > 0 ? <p class="said">{t("replay.left_off", { count: missing })}</p> : null}
      {shown.length ? null : <p class="none">{t("replay.none_fits")}</p>}
      <ol class="record" aria-labelledby="record-title" reversed>
        {shown.map(({ one, at }) => (
          <li key={one.entered}>
            <button type="button" class="entry" aria-current={index.value === at ? "step" : undefined} onClick={() => lookAt(one.entered)}>
              <time dateTime={one.entered}>{said(one.entered)}</time>
              {one.entries.map((entry) => (
                <span key={entry.seq} class="words">
                  {entry.seq}. {parted(entry.words)[0]} <small>{parted(entry.words)[1]}</small>
                </span>
              ))}
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

/** Any minute, not only one at which something was entered. */
function Minute() {
  const value = (asOf.value ?? "").slice(0, 16);
  return (
    <div class="field">
      <label for="replay-minute">{t("replay.minute")}</label>
      <input id="replay-minute" type="datetime-local" value={value} onChange={(event) => lookAtMinute(event.currentTarget.value)} />
    </div>
  );
}
