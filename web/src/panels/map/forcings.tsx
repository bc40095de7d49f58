/** How old and how good each forcing is; each opens its source. Assumed is said, never hidden. */
import { span } from "../../format/index.ts";
import { assumedOf } from "../../state/assumed.ts";
import { forecast, type Layer } from "../../state/forecast.ts";
import { hashOf } from "../../state/route.ts";
import { Badge } from "../../ui/index.ts";
import { named, t } from "../../words/index.ts";

const STALE_H = 6;

export function Forcings() {
  const sea = forecast.value?.answer.sea;
  if (!sea) return null;
  const layers = Object.entries(sea).flatMap(([name, part]) => (part?.layer ? [{ name, layer: part.layer }] : []));
  return (
    <ul class="forcings" aria-label={t("map.forcings")}>
      {layers.map(({ name, layer }) => (
        <li key={name}>
          {named("forcing", name)} <Age name={name} layer={layer} />
        </li>
      ))}
    </ul>
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
  if (layer.source === "report") return <Badge>{t("case.from_report")}</Badge>;
  const old = layer.age_h === null ? t("map.no_age") : span(layer.age_h * 3600);
  return (
    <a href={hashOf("sources", layer.source)} title={layer.note}>
      <Badge tone={layer.age_h !== null && layer.age_h > STALE_H ? "warn" : "plain"}>{old}</Badge>
    </a>
  );
}
