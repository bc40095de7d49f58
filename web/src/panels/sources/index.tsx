/** Where a number comes from: one source or assumption, and those of the answer that is open. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { get } from "../../api/client.ts";
import { Problem } from "../../api/problem.ts";
import { failed } from "../../state/failures.ts";
import { forecast } from "../../state/forecast.ts";
import { place } from "../../state/place.ts";
import { hashOf } from "../../state/route.ts";
import { Field } from "../../ui/index.ts";
import { language, t } from "../../words/index.ts";

interface Source {
  key: string;
  title: string;
  authors: string[] | string;
  year: number | null;
  where: string;
  licence: string;
}
interface Assumption {
  key: string;
  value: number;
  unit: string;
  low: number;
  high: number;
  source: string;
  why: string;
  cited?: Source;
}
const shown = signal<{ source?: Source; assumption?: Assumption } | null>(null);
const filter = signal("");

export function SourcesPanel() {
  const name = place.value.panel === "sources" ? place.value.name : "";
  useEffect(() => {
    shown.value = null;
    if (name) load(name).catch(failed);
  }, [name, language.value]);
  return (
    <section class="panel sources" aria-labelledby="sources-title">
      <h2 id="sources-title">{t("panel.sources")}</h2>
      {shown.value?.source ? <SourceOf one={shown.value.source} /> : null}
      {shown.value?.assumption ? <AssumptionOf one={shown.value.assumption} /> : null}
      <OfTheAnswer />
    </section>
  );
}

async function load(name: string): Promise<void> {
  try {
    const source = (await get("/api/sources/{source}", { path: { source: name } })) as unknown as Source;
    shown.value = { source };
  } catch (error) {
    if (!(error instanceof Problem) || error.offline || error.status >= 500) throw error;
    const assumption = (await get("/api/assumptions/{assumption}", { path: { assumption: name } })) as unknown as Assumption;
    shown.value = { assumption };
  }
}

function SourceOf({ one }: { one: Source }) {
  return (
    <article>
      <h3>{one.title}</h3>
      <p>
        {[one.authors].flat().join(", ")} {one.year === null ? null : `(${one.year})`}
      </p>
      <p>{one.where}</p>
      <p class="said">{t("sources.licence", { licence: one.licence })}</p>
    </article>
  );
}

function AssumptionOf({ one }: { one: Assumption }) {
  return (
    <article>
      <h3>{one.key}</h3>
      <p>{t("sources.value", { value: one.value, unit: one.unit, low: one.low, high: one.high })}</p>
      <p>{one.why}</p>
      {one.cited ? <SourceOf one={one.cited} /> : null}
    </article>
  );
}

/** What the answer that is open was computed from. */
function OfTheAnswer() {
  const manifest = forecast.value?.answer.manifest as { sources?: Source[]; assumptions?: Assumption[] } | undefined;
  if (!manifest) return <p class="none">{t("sources.no_answer")}</p>;
  const fits = (text: string) => text.toLowerCase().includes(filter.value.toLowerCase());
  const sources = (manifest.sources ?? []).filter((one) => fits(`${one.key} ${one.title} ${[one.authors].flat().join(" ")}`));
  const assumptions = (manifest.assumptions ?? []).filter((one) => fits(`${one.key} ${one.why}`));
  return (
    <>
      <Field label={t("sources.filter")} value={filter.value} onInput={(value) => (filter.value = value)} />
      <h3>{t("sources.assumptions", { count: assumptions.length })}</h3>
      <ul>
        {assumptions.map((one) => (
          <li key={one.key}>
            <a href={hashOf("sources", one.key)}>{one.key}</a>: {one.value} {one.unit} ({one.low} – {one.high})
          </li>
        ))}
      </ul>
      <h3>{t("sources.sources", { count: sources.length })}</h3>
      <ul>
        {sources.map((one) => (
          <li key={one.key}>
            <a href={hashOf("sources", one.key)}>{one.title}</a> {one.year}
          </li>
        ))}
      </ul>
    </>
  );
}
