/** The moment shown: play, step, speed, now. UTC first. */
import { local, span, utcWithDay } from "../../format/index.ts";
import { asOf } from "../../state/as_of.ts";
import { shown } from "../../state/clock.ts";
import { following, instant, moveTo, playing, reach, speed, SPEEDS, step, togglePlay, toNow } from "../../state/instant.ts";
import { Button, useShortcut } from "../../ui/index.ts";
import { language, t } from "../../words/index.ts";

const STEP_MIN = 10;
const back = () => step(-STEP_MIN);
const forth = () => step(STEP_MIN);

export function TimeBar() {
  useShortcut(" ", "key.play", togglePlay);
  useShortcut("ArrowLeft", "key.earlier", back);
  useShortcut("ArrowRight", "key.later", forth);
  useShortcut("t", "key.now", toNow);
  const bounds = reach.value;
  if (!bounds) return null;
  const at = new Date(instant.value);
  return (
    <div class="time-bar" role="group" aria-label={t("time.title")}>
      <div class="time-keys">
        <Button onPress={back} label={t("time.earlier", { count: STEP_MIN })}>
          −{STEP_MIN}
        </Button>
        <Button onPress={togglePlay} pressed={playing.value}>
          {playing.value ? t("time.pause") : t("time.play")}
        </Button>
        <Button onPress={forth} label={t("time.later", { count: STEP_MIN })}>
          +{STEP_MIN}
        </Button>
        <Button onPress={toNow} pressed={following.value} shortcut="t">
          {t(asOf.value === null ? "time.now" : "time.then")}
        </Button>
        <label class="speed">
          {t("time.speed")}{" "}
          <select value={speed.value} onChange={(event) => (speed.value = Number(event.currentTarget.value))}>
            {SPEEDS.map((one) => (
              <option key={one} value={one}>
                {t("time.per_second", { count: one / 60 })}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p class="moment">
        <time>{utcWithDay(at, language.value)}</time> <span class="local">{t("clock.local", { time: local(at, language.value) })}</span>{" "}
        <strong>{aheadOf(at.getTime())}</strong>
      </p>
      <input
        type="range"
        aria-label={t("time.slider")}
        aria-valuetext={utcWithDay(at, language.value)}
        min={bounds.first}
        max={bounds.last}
        step={60_000}
        value={instant.value}
        onInput={(event) => moveTo(Number(event.currentTarget.value))}
      />
    </div>
  );
}

function aheadOf(at: number): string {
  const seconds = (at - shown.value.getTime()) / 1000;
  if (Math.abs(seconds) < 60) return t(asOf.value === null ? "time.is_now" : "time.is_then");
  return seconds > 0 ? t("time.ahead", { span: span(seconds, t("queue.day")) }) : t("time.past", { span: span(-seconds, t("queue.day")) });
}
