/** Where a report is on its way: NOT RECEIVED, large, until the server says otherwise. */
import { utc } from "../format/index.ts";
import type { Item } from "../state/outbox_items.ts";
import { became } from "../state/report_status.ts";
import { t } from "../words/index.ts";

export function Standing({ item }: { item: Item }) {
  const done = item.outcome;
  if (!done)
    return (
      <div class="standing not-received" role="status">
        <p class="large">
          <span aria-hidden="true">✕ </span>
          {t("entry.not_received")}
        </p>
        <p>
          {item.standing === "refused"
            ? t("entry.refused")
            : item.tries === 0
              ? t("entry.sending")
              : t("entry.trying", { time: utc(new Date(item.since)), count: item.tries })}
        </p>
        {item.detail ? <p class="detail">{item.detail}</p> : null}
      </div>
    );
  return (
    <div class="standing received" role="status">
      <p class="large">
        <span aria-hidden="true">● </span>
        {t(`entry.received_${became(done.status)}`)}
      </p>
      <p>
        <strong>{done.number}</strong> · {utc(new Date(done.received))}
        {done.told.length ? ` · ${t("entry.told", { centres: done.told.join(", ") })}` : null}
      </p>
      {done.remarks.length ? (
        <ul class="remarks">
          {done.remarks.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
