/** What became of one's own reports: received, read by which centre, when. Asked again and again, and on news. */
import { useEffect, useState } from "preact/hooks";
import { type Asked, get } from "../../api/client.ts";
import { line, news } from "../../api/stream.ts";
import { utcWithDay, local, utc } from "../../format/index.ts";
import { discard, outbox } from "../../state/outbox.ts";
import { language, t } from "../../words/index.ts";

type Own = Asked<"/api/own-reports", "get">;
const EVERY_MS = 15_000;

export function OwnReports() {
  const [found, setFound] = useState<Own | null>(null);
  const sent = outbox.value.filter((one) => one.outcome);
  useEffect(() => {
    let gone = false;
    const look = () =>
      get("/api/own-reports").then(
        (own) => {
          if (!gone) setFound(own);
        },
        () => undefined, // the banner says that the line is down; what is shown stays
      );
    void look();
    const beat = setInterval(() => void look(), EVERY_MS);
    return () => {
      gone = true;
      clearInterval(beat);
    };
  }, [news.value, line.value, sent.length]);
  const known = new Set(found?.map((one) => one.report));
  useEffect(() => {
    for (const one of sent) if (known.has(one.outcome!.number)) discard(one.key);
  }, [found]);
  const rows = [
    ...sent.filter((one) => !known.has(one.outcome!.number)).map((one) => ({ report: one.outcome!.number, received: one.outcome!.received, read: {} })),
    ...(found ?? []),
  ];
  if (!rows.length) return null;
  return (
    <>
      <h2>{t("intake.own")}</h2>
      <ul class="own">
        {rows.map((one, index) => (
          <Row key={one.report} report={one.report} received={one.received} read={one.read} large={index === 0} />
        ))}
      </ul>
    </>
  );
}

function Row({ report, received, read, large }: { report: string; received: string; read: Record<string, string>; large: boolean }) {
  const readers = Object.entries(read);
  const at = new Date(received);
  return (
    <li class={large ? "standing received" : ""}>
      <p class={large ? "large" : "small"}>
        <span aria-hidden="true">{readers.length ? "● " : "○ "}</span>
        {readers.length ? t("entry.received_read") : t("entry.received_not_read")}
      </p>
      <p>
        <strong>{report}</strong> · {utcWithDay(at, language.value)} ({t("clock.local", { time: local(at, language.value) })})
      </p>
      {readers.map(([centre, when]) => (
        <p key={centre}>{t("intake.read_by", { centre, time: utc(new Date(when)) })}</p>
      ))}
    </li>
  );
}
