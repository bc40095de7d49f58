/** The frame of the room: bar, panels, time bar. What is in a panel is the panel's own affair. */
import { useEffect, useRef } from "preact/hooks";
import { Bar, OfflineBanner, TabBar } from "./bar.tsx";
import { Keys } from "./keys.tsx";
import { CaseSheet } from "./panels/case/index.tsx";
import { DoctrinePages } from "./panels/doctrine/index.tsx";
import { EntryPanel } from "./panels/entry/index.tsx";
import { HelpPanel } from "./panels/help/index.tsx";
import { Intake } from "./panels/intake/index.tsx";
import { Login } from "./panels/login/index.tsx";
import { MapPanel } from "./panels/map/index.tsx";
import { QueuePanel } from "./panels/queue/index.tsx";
import { AsKnownBand, RecordPanel, ReplayBar } from "./panels/replay/index.tsx";
import { SourcesPanel } from "./panels/sources/index.tsx";
import { WordsToSend } from "./panels/words/index.tsx";
import { place } from "./state/place.ts";
import type { Panel } from "./state/route.ts";
import { me } from "./state/session.ts";
import { Toasts } from "./ui/toasts.tsx";
import { language, t } from "./words/index.ts";

/** Panels that take the right column in place of the case sheet. */
const RIGHT: Partial<Record<Panel, () => preact.JSX.Element>> = {
  report: EntryPanel,
  words: WordsToSend,
  replay: RecordPanel,
  doctrine: DoctrinePages,
  sources: SourcesPanel,
  help: HelpPanel,
};

export function App() {
  useEffect(() => {
    document.documentElement.lang = language.value;
    document.title = t("app.title");
  }, [language.value]);
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        {t("app.skip")}
      </a>
      <Bar />
      <OfflineBanner />
      <AsKnownBand />
      <Inside />
      <Toasts />
      <Keys />
    </>
  );
}

function Inside() {
  const right = useRef<HTMLDivElement>(null);
  useEffect(() => right.current?.scrollTo(0, 0), [place.value.panel, place.value.name]); // another page begins at its top
  if (me.value === undefined) return <main id="main" tabIndex={-1} />;
  if (me.value === null)
    return (
      <main id="main" tabIndex={-1} class="door">
        <Login />
      </main>
    );
  if (!me.value.actions.includes("read_queue") && me.value.actions.includes("take_in")) return <Volunteer />;
  const Right = RIGHT[place.value.panel] ?? CaseSheet;
  return (
    <>
      <main id="main" tabIndex={-1} class="room" data-panel={place.value.panel}>
        <div class="left">
          <QueuePanel />
        </div>
        <div class="centre">
          <MapPanel />
        </div>
        <div class="right" ref={right}>
          <Right />
        </div>
        <div class="bottom">
          <ReplayBar />
        </div>
      </main>
      <TabBar />
    </>
  );
}

/** Whoever only reports sees their own reports, and what the room explains of itself. */
function Volunteer() {
  const asked = place.value.panel;
  const Page = (asked !== "report" && asked !== "words" && asked !== "replay" && RIGHT[asked]) || Intake;
  return (
    <main id="main" tabIndex={-1} class="door">
      <Page />
    </main>
  );
}

function skip(event: Event): void {
  event.preventDefault(); // the hash is the route
  document.getElementById("main")?.focus();
}
