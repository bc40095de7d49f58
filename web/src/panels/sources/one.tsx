/** One source, or one assumption with its range and why; what is withheld or unknown says so. */
import type { ComponentChildren } from "preact";
import { number, type Reader, utcWithDay } from "../../format/index.ts";
import { hashOf } from "../../state/route.ts";
import { Badge, Button } from "../../ui/index.ts";
import { language, named, t } from "../../words/index.ts";
import { type Assumption, authors, type KeptField, restingOn, shown, type Source } from "./register.ts";

export function One() {
  const found = shown.value;
  if (!found) return <p class="none">{t("sources.loading")}</p>;
  return (
    <>
      <nav class="choices" aria-label={t("doctrine.above")}>
        <a href={hashOf("sources")}>{t("sources.all")}</a>
        <Button onPress={() => print()}>{t("doctrine.print")}</Button>
      </nav>
      {"source" in found ? <SourceOf one={found.source} /> : null}
      {"kept" in found ? found.kept.map((each) => <FieldOf key={`${each.layer} ${each.sha256}`} one={each} />) : null}
      {"assumption" in found ? <AssumptionOf one={found.assumption} /> : null}
      {"words" in found ? (
        <p class="none">
          {found.words} {found.nearest ? <a href={hashOf("sources", found.nearest)}>{found.nearest}</a> : null}
        </p>
      ) : null}
    </>
  );
}

function SourceOf({ one }: { one: Source }) {
  const resting = restingOn(one.key);
  return (
    <article>
      <h3>{titleOf(one)}</h3>
      {one.key === "assumed" ? <p>{t("sources.of_assumed")}</p> : <About one={one} />}
      {resting.assumptions.length ? (
        <>
          <h4>{t("sources.assumptions_on_it")}</h4>
          <ul>
            {resting.assumptions.map((each) => (
              <li key={each.key}>
                <a href={hashOf("sources", each.key)}>{named("assumed", each.key)}</a> {valueOf(each)}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {resting.doctrines.length ? (
        <>
          <h4>{t("sources.doctrines_on_it")}</h4>
          <ul>
            {resting.doctrines.map((each) => (
              <li key={each.id}>
                <a href={hashOf("doctrine", each.id)}>{each.id}</a> {each.title}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </article>
  );
}

/** A fetched or added field: what of the sea it gave, who made it and when, and the hash that tells it from any other. */
function FieldOf({ one }: { one: KeptField }) {
  return (
    <article>
      <h3>{one.title}</h3>
      <p>{t(one.use === "compared" ? "sources.field_compared" : "sources.field_used", { layer: named("sea_layer", one.layer) })}</p>
      <Pairs
        rows={[
          [t("sources.made"), <time dateTime={one.made}>{utcWithDay(new Date(one.made), language.value)}</time>],
          [t("sources.resolution"), `${number(one.resolution_m, language.value as Reader)} m`],
          [t("sources.terms"), one.licence || t("unknown")],
          [t("sources.key"), one.source],
          ["SHA-256", <code>{one.sha256}</code>],
        ]}
      />
    </article>
  );
}

/** The one entry that is no source bears words of the room's own. */
function titleOf(one: Source): string {
  return one.key === "assumed" ? t("sources.assumed_title") : one.title;
}

function About({ one }: { one: Source }) {
  return (
    <Pairs
      rows={[
        [t("sources.authors"), authors(one) || t("unknown")],
        [t("sources.year"), String(one.year ?? "") || t("unknown")],
        [t("sources.where"), one.where || t("unknown")],
        [t("sources.terms"), one.licence || t("unknown")],
        [t("sources.key"), one.key],
      ]}
    />
  );
}

function AssumptionOf({ one }: { one: Assumption }) {
  return (
    <article>
      <h3>{named("assumed", one.key)}</h3>
      <p>
        <Badge tone="unknown">
          <span aria-hidden="true">◇ </span>
          {t("sources.is_assumed")}
        </Badge>
      </p>
      <Pairs
        rows={[
          [t("sources.taken"), valueOf(one)],
          [t("sources.range"), one.low === null || one.high === null ? t("sources.no_range") : range(one)],
          [t("sources.why"), <Why one={one} />],
          [t("sources.key"), one.key],
        ]}
      />
      {one.cited ? (
        <p>
          {t("sources.rests_on")} <a href={hashOf("sources", one.cited.key)}>{titleOf(one.cited)}</a>
        </p>
      ) : null}
    </article>
  );
}

/** Reasons of most assumptions are written in English only; a French reader is told so. */
function Why({ one }: { one: Assumption }) {
  const english = language.value === "fr" && !one.key.startsWith("state_if_");
  if (!english || !one.why) return <>{one.why || t("unknown")}</>;
  return (
    <>
      <span lang="en">{one.why}</span> <span class="said">{t("sources.in_english")}</span>
    </>
  );
}

function Pairs({ rows }: { rows: [string, ComponentChildren][] }) {
  return (
    <dl class="pairs">
      {rows.map(([name, said]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{said}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Its value with its unit; withheld where the server gives none, one by one where it is several. */
export function valueOf(one: Assumption): string {
  if (one.value === null) return t("sources.withheld");
  if (typeof one.value === "object")
    return Object.entries(one.value)
      .map(([name, each]) => `${named("status", name)} ${said(each)}`)
      .join(", ");
  return `${said(one.value)} ${unit(one.unit)}`.trim();
}

export function range(one: Assumption): string {
  return t("sources.between", { low: said(one.low!), high: said(one.high!), unit: unit(one.unit) }).trim();
}

const UNITS: Record<string, string> = { "1": "", degree: "°", degC: "°C", minute: "min", "m2/s": "m²/s" };

function unit(name: string): string {
  if (name === "knot") return t("unit.knot");
  if (name === "person") return t("unit.person");
  if (name === "1/h") return t("unit.per_hour");
  return UNITS[name] ?? name;
}

/** A number by the reader's habit, with the digits it has. */
function said(value: number | string): string {
  const found = Number(value);
  if (!Number.isFinite(found)) return String(value);
  const decimals = Math.min(6, /\.(\d+)$/.exec(String(found))?.[1]?.length ?? 0);
  return number(found, language.value as Reader, decimals);
}
