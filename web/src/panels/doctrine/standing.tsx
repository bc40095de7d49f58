/** How a doctrine stands on the day: in force or not, certain or not, and since when. */
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

export function Facts({ one }: { one: Doctrine }) {
  return (
    <p class="facts">
      <Stands one={one} /> {named("layer", one.layer)}
      {" · "}
      {one.valid_from ? t("doctrine.since", { day: one.valid_from }) : t("doctrine.no_start")}
      {one.valid_until ? ` · ${t("doctrine.until", { day: one.valid_until })}` : null}
      {one.doubtful_from ? ` · ${t("doctrine.doubtful", { day: one.doubtful_from })}` : null}
      {one.known_from ? ` · ${t("doctrine.known", { day: one.known_from })}` : null}
      {" · "}
      {t(`doctrine.text.${one.text}`)}
      {" · "}
      {t(`doctrine.sure.${one.confidence}`)}
    </p>
  );
}
