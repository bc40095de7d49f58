/** A slider over the record: the room as it was known at any minute. What is shown then is not now. */
import { useEffect } from "preact/hooks";
import { Button, useShortcut } from "../../ui/index.ts";
import { t } from "../../words/index.ts";
import { back, forth, index, lookAtStep, playing, step, steps, toNow, togglePlay, watchRecord } from "./record.ts";
import { parted, said } from "./said.ts";
import type { Step } from "./steps.ts";
import "./style.css";

export { AsKnownBand } from "./band.tsx";
export { RecordPanel } from "./entries.tsx";
const PLAY_MS = 2500;

export function ReplayBar() {
  useShortcut(",", "key.record_back", back);
  useShortcut(".", "key.record_forth", forth);
  useShortcut("0", "key.record_now", toNow);
  useEffect(watchRecord, []);
  useEffect(() => {
    if (!playing.value) return undefined;
    const beat = setInterval(forth, PLAY_MS);
    return () => clearInterval(beat);
  }, [playing.value]);
  const looking = index.value !== null;
  return (
    <section class={looking ? "panel replay looking-back" : "panel replay"} aria-labelledby="replay-title">
      <h2 id="replay-title">{t("panel.replay")}</h2>
      {steps.value.length ? <Slider at={index.value} one={step.value} /> : <p class="none">{t("replay.nothing")}</p>}
    </section>
  );
}

function Slider({ at, one }: { at: number | null; one: Step | null }) {
  const last = steps.value.length - 1;
  return (
    <>
      <div class="slide">
        <Button onPress={back} shortcut="," label={t("replay.back")} disabled={at !== null && at < 0}>
          ‹
        </Button>
        <Button onPress={togglePlay} pressed={playing.value}>
          {playing.value ? t("time.pause") : t("time.play")}
        </Button>
        <Button onPress={forth} shortcut="." label={t("replay.forth")} disabled={at === null}>
          ›
        </Button>
        <input
          type="range"
          min={0}
          max={last + 1}
          value={at === null ? last + 1 : Math.max(at, 0)}
          aria-label={t("replay.slider")}
          aria-valuetext={spoken(at, one)}
          onInput={(event) => lookAtStep(Number(event.currentTarget.value))}
        />
        <span class="where">{at === null ? t("time.is_now") : t("replay.entry", { number: at + 1, last: last + 1 })}</span>
      </div>
      {at === null ? null : <Said one={one} />}
    </>
  );
}

function spoken(at: number | null, one: Step | null): string {
  if (at === null) return t("time.is_now");
  if (!one) return t("replay.before_all");
  return `${said(one.entered)}: ${one.entries.map((entry) => entry.words).join(" ")}`;
}

/** What had just been entered. */
function Said({ one }: { one: Step | null }) {
  if (!one) return <p class="entry-words">{t("replay.before_all")}</p>;
  return (
    <p class="entry-words" role="status">
      <strong>{t("replay.just_entered", { time: said(one.entered) })}</strong>{" "}
      {one.entries.map((entry) => (
        <span key={entry.seq}>
          {parted(entry.words)[0]}
          {Math.abs(Date.parse(entry.entered) - Date.parse(entry.at)) > 60_000 ? ` (${t("replay.true_at", { time: said(entry.at) })})` : null}{" "}
        </span>
      ))}
    </p>
  );
}
