/** Whose each forcing is, and how old; each opens its source. Assumed is said, never hidden. */
import { span } from "../../format/index.ts";
import { assumedOf } from "../../state/assumed.ts";
import { forecast, type Layer } from "../../state/forecast.ts";
import { hashOf } from "../../state/route.ts";
import { Badge } from "../../ui/index.ts";
import { named, t } from "../../words/index.ts";

const STALE_H = 6;
/** A window so high [px] shows every age at once. */
const ROOMY_PX = 1000;

export function Forcings() {
  const sea = forecast.value?.answer.sea;
  if (!sea) return null;
  const layers = Object.entries(sea).flatMap(([name, part]) => (part?.layer ? [{ name, layer: part.layer }] : []));
  return (
    <details class="ages" open={globalThis.innerHeight > ROOMY_PX}>
      <summary>
        {t("map.forcings")} <Doubtful layers={layers} />
      </summary>
      <ul class="forcings" aria-label={t("map.forcings")}>
        {layers.map(({ name, layer }) => (
          <li key={name}>
            {named("forcing", name)} <Age name={name} layer={layer} />
          </li>
        ))}
      </ul>
    </details>
  );
}

interface Named {
  name: string;
  layer: Layer;
}

/** What is assumed, and what nobody knows, stands in front of the fold. */
function Doubtful({ layers }: { layers: readonly Named[] }) {
  const names = (rows: readonly Named[]) => rows.map((one) => named("forcing", one.name)).join(", ");
  const unknown = layers.filter((one) => !one.layer.known);
  const assumed = layers.filter((one) => one.layer.known && one.layer.source === "assumed");
  if (!unknown.length && !assumed.length) return <>{t("map.forcings_none")}</>;
  return (
    <>
      {unknown.length ? <Badge tone="unknown">{t("map.forcings_unknown", { names: names(unknown) })}</Badge> : null}{" "}
      {assumed.length ? <Badge tone="unknown">{t("map.forcings_assumed", { names: names(assumed) })}</Badge> : null}
    </>
  );
}

function Age({ name, layer }: { name: string; layer: Layer }) {
  if (!layer.known) return <Badge tone="unknown">{t("unknown")}</Badge>;
  if (layer.source === "assumed")
    return (
      <a href={hashOf("sources", assumedOf(name))} title={layer.note}>
        <Badge tone="unknown">{t("map.assumed")}</Badge>
      </a>
    );
  if (layer.source === "report")
    return (
      <span title={layer.note}>
        <Badge>{t("case.from_report")}</Badge>
      </span>
    );
  const old = layer.age_h === null ? t("map.no_age") : span(layer.age_h * 3600, t("queue.day"));
  return (
    <a href={hashOf("sources", layer.source)} title={layer.note}>
      <span class="made-by">{layer.source_name}</span> <Badge tone={layer.age_h !== null && layer.age_h > STALE_H ? "warn" : "plain"}>{old}</Badge>
    </a>
  );
}
