/** Where the numbers of sea and drift come from, one by one; what nobody knows stays unknown. */
import { number, percent } from "../../format/index.ts";
import { assumedOf } from "../../state/assumed.ts";
import { hashOf } from "../../state/route.ts";
import { Badge } from "../../ui/index.ts";
import { language, named, t } from "../../words/index.ts";
import { Rests } from "./rests.tsx";
import { Section } from "./section.tsx";
import type { Answer, SeaPart, Weighting } from "./shapes.ts";
import { Source, Sources } from "./sources.tsx";

export function Origins({ known }: { known: Answer }) {
  const manifest = known.manifest;
  const layers = Object.entries(known.sea).flatMap(([name, one]) => (one ? [{ name, one }] : []));
  return (
    <Section title={t("case.origins")} id="case-origins">
      <h4>{t("case.origins_sea")}</h4>
      <ul>
        {layers.map(({ name, one }) => (
          <Layer key={name} name={name} one={one} />
        ))}
      </ul>
      <Rests of={["sea"]} />
      <h4>{t("case.origins_drift")}</h4>
      <Weights rows={known.situation.leeway_classes} />
      <h4>{t("case.origins_states")}</h4>
      <Weights rows={known.situation.hypotheses} stem="status" />
      <Rests of={["situation", "forecast"]} />
      {manifest ? <p class="soft">{t("case.origins_run", { particles: number(manifest.particles, language.value), hours: manifest.hours, seed: manifest.seed, version: manifest.version })}</p> : null}
      <p>
        <a href={hashOf("sources")}>{t("case.rests_all")}</a>
      </p>
    </Section>
  );
}

function Layer({ name, one }: { name: string; one: SeaPart }) {
  const layer = one.layer;
  const assumed = layer.source === "assumed" ? assumedOf(name) : "";
  return (
    <li>
      {t("case.labelled", { name: named("forcing", name) })} {layer.known ? <strong>{value(name, one)}</strong> : <Badge tone="unknown">{t("unknown")}</Badge>}{" "}
      {assumed ? (
        <a href={hashOf("sources", assumed)} class="assumed">
          {t("map.assumed")}
        </a>
      ) : layer.known ? (
        <Source name={layer.source} />
      ) : null}{" "}
      <span class="soft">{layer.note}</span>
    </li>
  );
}

/** The number of a layer in the units of the bridge; nothing where it has no single one. */
function value(name: string, one: SeaPart): string {
  const said = (key: string, decimals: number) => (typeof one[key] === "number" ? number(one[key], language.value, decimals) : "?");
  const degrees = (key: string) => (typeof one[key] === "number" ? String(Math.round(one[key])).padStart(3, "0") : "?");
  if (name === "tide") return t("case.sea.tide", { height: said("height_m", 1) });
  if (name === "stream") return t("case.sea.stream", { to: degrees("set_to_deg"), rate: said("rate_kn", 1) });
  if (name === "wind") return t("case.sea.wind", { from: degrees("from_deg"), speed: said("speed_kn", 0) });
  if (name === "waves") return t("case.sea.waves", { height: said("significant_height_m", 1), low: said("low_m", 1), high: said("high_m", 1) });
  if (name === "water_temperature") return t("case.sea.water_temperature", { celsius: said("celsius", 1), error: said("uncertainty_c", 1) });
  if (name === "waterline") return t("case.sea.waterline", { distance: said("seaward_of_coast_m", 0) });
  return "";
}

/** Possibilities with their weights; the reason once where all share it. */
function Weights({ rows, stem }: { rows: Weighting[]; stem?: string }) {
  if (!rows.length) return <p class="none">{t("case.no_drift")}</p>;
  const reasons = [...new Set(rows.map((one) => one.why).filter(Boolean))];
  return (
    <>
      <ul>
        {rows.map((one) => (
          <li key={one.name}>
            {stem ? named(stem, one.name) : one.name} <strong>{percent(one.weight, language.value)}</strong> <Sources names={one.sources ?? []} />
          </li>
        ))}
      </ul>
      {reasons.map((one) => (
        <p key={one} class="soft">
          {one}
        </p>
      ))}
    </>
  );
}
