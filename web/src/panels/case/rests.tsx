/** What a part of the sheet rests on: its sources and its assumptions, each a link. */
import { hashOf } from "../../state/route.ts";
import { named, t } from "../../words/index.ts";
import { answer } from "./open_case.ts";
import type { AnswerPart } from "./shapes.ts";
import { Source } from "./sources.tsx";

export function Rests({ of }: { of: readonly AnswerPart[] }) {
  const manifest = answer.value?.manifest;
  if (!manifest) return null;
  const parts = (manifest.parts ?? []).filter((one) => of.includes(one.part));
  const assumptions = [...new Set(parts.flatMap((one) => one.assumptions))];
  const behind = manifest.assumptions.filter((one) => assumptions.includes(one.key)).map((one) => one.source);
  const sources = [...new Set([...parts.flatMap((one) => one.sources), ...behind])].filter((one) => one !== "assumed");
  if (!parts.length)
    return (
      <p class="rests">
        <a href={hashOf("sources")}>{t("case.rests_all")}</a>
      </p>
    );
  return (
    <details class="rests">
      <summary>{t("case.rests", { sources: sources.length, assumptions: assumptions.length })}</summary>
      <div class="inside">
        {sources.length ? <h5>{t("case.rests_sources")}</h5> : null}
        <p class="links">
          {sources.map((one) => (
            <Source key={one} name={one} />
          ))}
        </p>
        {assumptions.length ? <h5>{t("case.rests_assumptions")}</h5> : null}
        <ul>
          {assumptions.map((one) => (
            <li key={one}>
              <a href={hashOf("sources", one)}>{named("assumed", one)}</a>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
