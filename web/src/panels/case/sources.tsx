/** A source by its author and year, as the assessment lists it; the link leads to the whole entry. */
import { hashOf } from "../../state/route.ts";
import { answer } from "./open_case.ts";

export function Source({ name }: { name: string }) {
  const found = answer.value?.manifest?.sources.find((one) => one.key === name);
  const words = found ? `${found.authors.split(",")[0] || found.title} ${found.year}`.trim() : name.replaceAll("_", " ");
  return (
    <a href={hashOf("sources", name)} title={found?.title}>
      {words}
    </a>
  );
}
