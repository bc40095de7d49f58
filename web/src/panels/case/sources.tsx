/** A source by its author and year, as the assessment lists it; the link leads to the whole entry. */
import { hashOf } from "../../state/route.ts";
import { t } from "../../words/index.ts";
import { answer } from "./open_case.ts";

export function Source({ name }: { name: string }) {
  if (name === "report" || name === "given") return <span class="soft">{t(name === "report" ? "case.from_report" : "case.from_units")}</span>;
  const manifest = answer.value?.manifest;
  const found = manifest?.sources.find((one) => one.key === name);
  const field = manifest?.kept_fields?.find((one) => one.source === name);
  return (
    <a href={hashOf("sources", name)} title={found?.title ?? field?.title} class={name === "assumed" ? "assumed" : undefined}>
      {name === "assumed" ? t("map.assumed") : found ? short(found) : field ? field.title : name.replaceAll("_", " ")}
    </a>
  );
}

/** The first author, and the year where there is one. */
function short(of: { authors: string; title: string; year: string }): string {
  const year = of.year === "undated" ? "" : of.year;
  return `${of.authors.split(",")[0] || of.title} ${year}`.trim();
}

/** Several, one after the other; what is assumed says so. */
export function Sources({ names }: { names: readonly string[] }) {
  return (
    <span class="sources">
      {names.map((one) => (
        <Source key={one} name={one} />
      ))}
    </span>
  );
}
