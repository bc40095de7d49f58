/** The bar on top, the banner of a line that is down, and on a phone the tabs below. */
import { line } from "./api/stream.ts";
import { local, utcWithSeconds } from "./format/index.ts";
import { centre } from "./panels/case/centre.ts";
import { now } from "./state/clock.ts";
import { failed, offline } from "./state/failures.ts";
import { PALETTES, palette } from "./state/palette.ts";
import { tabOf } from "./state/pages.ts";
import { place } from "./state/place.ts";
import { queue } from "./state/queue.ts";
import { hashOf, type Panel } from "./state/route.ts";
import { logOut, may, me } from "./state/session.ts";
import { Button } from "./ui/index.ts";
import { language, type Language, named, speak, t } from "./words/index.ts";

const PAGES: readonly Panel[] = ["queue", "report", "words", "replay", "doctrine", "sources", "help"];
/** Of whoever sees no queue. */
const ELSE: readonly Panel[] = ["report", "doctrine", "sources", "help"];
const mayQueue = may("read_queue");
const TABS = ["queue", "map", "case", "report", "replay", "help"] as const;
const OTHER: Record<Language, Language> = { en: "fr", fr: "en" };

export function Bar() {
  const watermark = queue.value?.watermark ?? me.value?.watermark;
  return (
    <header class="bar">
      <h1>Estran</h1>
      <p class="clock">
        <time class="utc">{utcWithSeconds(now.value)}</time> <span class="local">{t("clock.local", { time: local(now.value, language.value) })}</span>
      </p>
      {watermark ? <p class="watermark">{spoken(watermark)}</p> : null}
      {me.value ? <Pages /> : null}
      <p class="who">{me.value ? [centre(me.value.centre ?? ""), me.value.roles.map((one) => named("role", one)).join(", ")].filter(Boolean).join(" · ") : null}</p>
      <Line />
      {me.value && me.value.account !== "local" ? (
        <Button onPress={() => void logOut().catch(failed)}>{t("login.out")}</Button>
      ) : null}
      <div class="switches">
        <div role="group" aria-label={t("palette.choose")}>
          {PALETTES.map((one) => (
            <Button key={one} pressed={palette.value === one} onPress={() => (palette.value = one)}>
              {t(`palette.${one}`)}
            </Button>
          ))}
        </div>
        <button type="button" class="button" lang={OTHER[language.value]} onClick={() => speak(OTHER[language.value])}>
          {t("language.other")}
        </button>
      </div>
    </header>
  );
}

/** `EXERCISE 2022-12-14` in the language chosen: its first word is what it is. */
function spoken(watermark: string): string {
  const [kind = "", ...rest] = watermark.split(" ");
  return [named("watermark", kind), ...rest].join(" ");
}

function Pages() {
  return (
    <nav class="pages" aria-label={t("app.pages")}>
      {(mayQueue.value ? PAGES : ELSE).map((one) => (
        <a key={one} href={hashOf(one)} aria-current={place.value.panel === one ? "page" : undefined}>
          {t(`panel.${one}`)}
        </a>
      ))}
    </nav>
  );
}

function Line() {
  if (!me.value) return null;
  return <p class={`line ${line.value}`}>{t(`line.${line.value}`)}</p>;
}

export function OfflineBanner() {
  if (!offline.value && line.value !== "down") return null;
  return (
    <p class="offline" role="alert">
      {t("line.banner")}
    </p>
  );
}

export function TabBar() {
  return (
    <nav class="tab-bar" aria-label={t("app.tabs")}>
      {TABS.map((one) => (
        <a key={one} href={hashOf(one)} aria-current={tabOf(place.value.panel) === one ? (place.value.panel === one ? "page" : "true") : undefined}>
          {t(`tab.${one}`)}
        </a>
      ))}
    </nav>
  );
}
