/** How a doctrine stands on the day: in force or not, certain or not, and since when. */
import { hashOf } from "../../state/route.ts";
import { Badge } from "../../ui/index.ts";
import { named, t } from "../../words/index.ts";
import type { Doctrine } from "./registry.ts";

export function Stands({ one }: { one: Doctrine }) {
  const sure = one.stands === "in_force";
  return (
    <Badge tone={sure ? "plain" : "unknown"}>
      <span aria-hidden="true">{sure ? "■" : "?"} </span>
      {named("stands", one.stands)}
    </Badge>
  );
}

/** First whether and since when it binds; then what it is, and how well it is known. */
export function Facts({ one }: { one: Doctrine }) {
  return (
    <>
      <p class="facts">
        <Stands one={one} /> <strong>{begins(one)}</strong>
        {one.valid_until ? ` · ${t("doctrine.until", { day: one.valid_until })}` : null}
        {one.doubtful_from ? ` · ${t("doctrine.doubtful", { day: one.doubtful_from })}` : null}
      </p>
      <p class="facts said">
        {named("layer", one.layer)}
        {one.known_from ? ` · ${t("doctrine.known", { day: one.known_from })}` : null}
        {" · "}
        {t(`doctrine.text.${one.text}`)}
        {" · "}
        {t(`doctrine.sure.${one.confidence}`)}
      </p>
      {one.replaces.length ? (
        <p class="facts">
          {t("doctrine.replaces")}{" "}
          {one.replaces.map((each) => (
            <a key={each} href={hashOf("doctrine", each)}>
              {each}
            </a>
          ))}
        </p>
      ) : null}
    </>
  );
}

/** What was never in force has no beginning; what is not yet in force must not read as if it were. */
function begins(one: Doctrine): string | null {
  if (one.stands === "hypothetical") return null;
  if (!one.valid_from) return t("doctrine.no_start");
  return t(["not_yet", "announced"].includes(one.stands) ? "doctrine.from" : "doctrine.since", { day: one.valid_from });
}
