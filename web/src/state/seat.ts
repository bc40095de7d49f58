/** Who sat here last, for a page that is loaded without a line: enough to report, and to see nothing. */
import { effect } from "@preact/signals";

const KEY = "estran.seat";
/** Without the server nobody sees a queue: an empty one would read as if nothing waited. */
const ALONE = "take_in";

interface Someone {
  account: string;
  roles: readonly string[];
  centre: string;
  actions: readonly string[];
  csrf: string;
  watermark: string;
  now: string;
}
interface Seat {
  account: string;
  roles: readonly string[];
  centre: string;
  watermark: string;
  /** The room's clock minus this machine's [ms]: an exercise has a time of its own. */
  ahead: number;
}

/** Return what of somebody is kept in this tab: no secret, and nobody who may not report. */
export function seatOf(me: Someone, clock: number): string {
  if (!me.actions.includes(ALONE)) return "";
  const { account, roles, centre, watermark } = me;
  return JSON.stringify({ account, roles, centre, watermark, ahead: Date.parse(me.now) - clock } satisfies Seat);
}

/** Return who is meant by what was kept, as far as they go without the server; null where it is nobody. */
export function seated(text: string | null, clock: number): Someone | null {
  try {
    const { account, roles, centre, watermark, ahead } = JSON.parse(text ?? "") as Seat;
    if (typeof account !== "string" || typeof watermark !== "string" || !Array.isArray(roles)) return null;
    const now = new Date(clock + ahead).toISOString();
    return { account, roles, centre, watermark, now, actions: [ALONE], csrf: "" };
  } catch {
    return null;
  }
}

export function remembered(): Someone | null {
  try {
    return seated(sessionStorage.getItem(KEY), Date.now());
  } catch {
    return null;
  }
}

/** Keep who sits here while they do; with the tab, or when they leave, it is gone. */
export function watchSeat(who: () => Someone | null | undefined): () => void {
  return effect(() => {
    const me = who();
    if (me === undefined || me?.csrf === "") return; // not known, or known from here
    try {
      const kept = me ? seatOf(me, Date.now()) : "";
      if (kept) sessionStorage.setItem(KEY, kept);
      else sessionStorage.removeItem(KEY);
    } catch {
      // a browser that keeps nothing shows the door
    }
  });
}
