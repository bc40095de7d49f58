/** Where a number comes from: one source or assumption, or all that this room can name, with a box to find one. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { failed } from "../../state/failures.ts";
import { place } from "../../state/place.ts";
import { hashOf } from "../../state/route.ts";
import { Field } from "../../ui/index.ts";
import { language, named as words, t } from "../../words/index.ts";
import { One, range, valueOf } from "./one.tsx";
import { type Assumption, authors, loadDoctrines, loadOne, ofAnswer, ofDoctrines, type Source } from "./register.ts";
import "./style.css";

const filter = signal("");

export function SourcesPanel() {
  const name = place.value.panel === "sources" ? place.value.name : "";
  useEffect(() => {
    loadOne(name).catch(failed);
  }, [name, language.value]);
  useEffect(() => {
    loadDoctrines().catch(failed);
  }, [language.value]);
  return (
    <section class="panel sources" aria-labelledby="sources-title">
      <h2 id="sources-title">{t("panel.sources")}</h2>
      {name ? <One /> : <Index />}
    </section>
  );
}

function fits(...texts: string[]): boolean {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  const all = texts.join(" ").toLowerCase();
  return words.every((one) => all.includes(one));
}

const named = (one: Source) => fits(one.key, one.title, authors(one), String(one.year ?? ""), one.where);

function Index() {
  const answer = ofAnswer.value;
  const assumptions = (answer?.assumptions ?? []).filter((one) => fits(one.key, words("assumed", one.key), one.why));
  const sources = (answer?.sources ?? []).filter(named);
  const law = ofDoctrines.value.filter(named);
  const found = assumptions.length + sources.length + law.length;
  return (
    <>
      <p class="said">{t("sources.what")}</p>
      <Field label={t("sources.filter")} value={filter.value} onInput={(value) => (filter.value = value)} />
      <p role="status" class="said">
        {t("sources.found", { count: found })}
      </p>
      {found ? null : <p class="none">{t("sources.none_found")}</p>}
      {answer ? null : <p class="none">{t("sources.no_answer")}</p>}
      {answer ? <Assumptions all={assumptions} /> : null}
      {answer ? <List title={t("sources.sources", { count: sources.length })} all={sources} /> : null}
      <List title={t("sources.of_doctrines", { count: law.length })} all={law} />
    </>
  );
}

function Assumptions({ all }: { all: Assumption[] }) {
  if (!all.length) return null;
  return (
    <section>
      <h3>{t("sources.assumptions", { count: all.length })}</h3>
      <p class="said">{t("sources.of_assumed")}</p>
      <ul class="lines">
        {all.map((one) => (
          <li key={one.key}>
            <a href={hashOf("sources", one.key)}>{words("assumed", one.key)}</a>
            <p>
              {valueOf(one)} {one.low === null || one.high === null ? null : `(${range(one)})`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function List({ title, all }: { title: string; all: Source[] }) {
  if (!all.length) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul class="lines">
        {all.map((one) => (
          <li key={one.key}>
            <a href={hashOf("sources", one.key)}>{one.key === "assumed" ? t("sources.assumed_title") : one.title}</a>
            <p class="said">{[authors(one), one.year ?? ""].filter(Boolean).join(", ")}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
