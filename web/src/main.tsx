/** Where the room begins. */
import "@fontsource/b612/latin-400.css";
import "@fontsource/b612/latin-700.css";
import "@fontsource/b612-mono/latin-400.css";
import "./style/palettes.css";
import "./style/room.css";
import "./style/print.css";
import { render } from "preact";
import { App } from "./app.tsx";
import { watchCase } from "./state/case.ts";
import { watchClock } from "./state/clock.ts";
import { failed, watchLine } from "./state/failures.ts";
import { keepPage } from "./state/kept_page.ts";
import { watchOutbox } from "./state/outbox.ts";
import { watchPalette } from "./state/palette.ts";
import { watchPlace } from "./state/place.ts";
import { watchQueue } from "./state/queue.ts";
import { watchSeat } from "./state/seat.ts";
import { begin, me } from "./state/session.ts";
import { watchShutOut } from "./state/shut_out.ts";
import { watchKeys } from "./ui/shortcuts.ts";

for (const watch of [watchPalette, watchPlace, watchClock, watchKeys, watchQueue, watchCase, watchLine, watchOutbox, watchShutOut]) watch();
render(<App />, document.getElementById("room")!);
watchSeat(() => me.value);
begin().catch(failed);
keepPage();
