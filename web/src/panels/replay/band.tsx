/** Loud, on every page and on paper: what is shown is not now; one key leads back. */
import { asOf } from "../../state/as_of.ts";
import { Button } from "../../ui/index.ts";
import { t } from "../../words/index.ts";
import { later, meanwhile, toNow } from "./record.ts";
import { said } from "./said.ts";
import "./style.css";

export function AsKnownBand() {
  if (asOf.value === null) return null;
  return (
    <section class="as-known" aria-label={t("replay.band")}>
      <p class="large" role="status">
        {t("replay.as_known", { time: said(asOf.value) })}
      </p>
      <p class="rest">
        {t("replay.not_now")} {later.value ? t("replay.later", { count: later.value }) : null}
      </p>
      {meanwhile.value ? (
        <p class="meanwhile" role="status">
          <span aria-hidden="true">▲ </span>
          {t("replay.meanwhile", { count: meanwhile.value })}
        </p>
      ) : null}
      <Button main onPress={toNow} shortcut="0">
        {t("replay.now")}
      </Button>
    </section>
  );
}
