/** A slider over the record: the room as it was known at any minute. What is shown then is not now. */
import { effect, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { get } from "../../api/client.ts";
import { news } from "../../api/stream.ts";
import { utcWithDay, utcWithSeconds } from "../../format/index.ts";
import { asOf } from "../../state/as_of.ts";
import { openCase } from "../../state/case.ts";
import { failed } from "../../state/failures.ts";
import { me } from "../../state/session.ts";
import { Button, useShortcut } from "../../ui/index.ts";
import { language, t } from "../../words/index.ts";
import "./style.css";

interface Moment {
  seq: number;
  entered: string;
  kind: string;
  case: string;
  words: string;
}
const PLAY_MS = 2500;
const moments = signal<Moment[]>([]);
const shown = signal<number | null>(null);
const playing = signal(false);

function load(): () => void {
  return effect(() => {
    void [news.value, language.value];
    const name = openCase.value;
    if (!me.value?.actions.includes("read_queue")) return;
    get("/api/moments", { query: name ? { case: name } : {} })
      .then((found) => (moments.value = (found as unknown as { moments: Moment[] }).moments))
      .catch(failed);
  });
}

/** Look at the room as known when entry number `index` had just been entered. */
function look(index: number): void {
  const found = moments.value[Math.min(Math.max(index, 0), moments.value.length - 1)];
  if (!found) return;
  shown.value = moments.value.indexOf(found);
  asOf.value = found.entered;
}

function back(): void {
  playing.value = false;
  look((shown.value ?? moments.value.length) - 1);
}

function forth(): void {
  if (shown.value === null) return;
  if (shown.value >= moments.value.length - 1) toNow();
  else look(shown.value + 1);
}

function toNow(): void {
  playing.value = false;
  shown.value = null;
  asOf.value = null;
}

function togglePlay(): void {
  if (shown.value === null) look(0);
  playing.value = !playing.value;
}

export function ReplayBar() {
  useShortcut(",", "key.record_back", back);
  useShortcut(".", "key.record_forth", forth);
  useShortcut("0", "key.record_now", toNow);
  useEffect(load, []);
  useEffect(() => {
    if (!playing.value) return undefined;
    const beat = setInterval(forth, PLAY_MS);
    return () => clearInterval(beat);
  }, [playing.value]);
  const at = shown.value;
  const one = at === null ? null : moments.value[at];
  return (
    <section class={one ? "panel replay looking-back" : "panel replay"} aria-labelledby="replay-title">
      <h2 id="replay-title" class={one ? "" : "quiet"}>
        {one ? t("replay.as_known", { time: utcWithSeconds(new Date(one.entered)) }) : t("panel.replay")}
      </h2>
      {moments.value.length ? <Slider at={at} one={one ?? null} /> : <p class="none">{t("replay.nothing")}</p>}
    </section>
  );
}

function Slider({ at, one }: { at: number | null; one: Moment | null }) {
  const last = moments.value.length - 1;
  return (
    <>
      <div class="slide">
        <Button onPress={back} shortcut="," label={t("replay.back")}>
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
          value={at ?? last + 1}
          aria-label={t("replay.slider")}
          aria-valuetext={one ? `${utcWithDay(new Date(one.entered), language.value)}: ${one.words}` : t("time.is_now")}
          onInput={(event) => {
            const value = Number(event.currentTarget.value);
            if (value > last) toNow();
            else look(value);
          }}
        />
        <Button onPress={toNow} shortcut="0" disabled={at === null} main={at !== null}>
          {t("replay.now")}
        </Button>
      </div>
      {one ? (
        <p class="entry" role="status">
          <strong>{t("replay.not_now")}</strong> {t("replay.entry", { number: one.seq, last: moments.value[last]!.seq })} {one.words}
        </p>
      ) : (
        <p class="said">{t("replay.how", { count: last + 1 })}</p>
      )}
    </>
  );
}
