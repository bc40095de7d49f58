/** The doctrines in force on a day, one doctrine with its rules, or one rule: as the registry says, doubts included. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { get } from "../../api/client.ts";
import { Problem } from "../../api/problem.ts";
import { failed } from "../../state/failures.ts";
import { place } from "../../state/place.ts";
import { hashOf } from "../../state/route.ts";
import { Badge } from "../../ui/index.ts";
import { language, named, t } from "../../words/index.ts";
import { PartOf, type Part } from "./page.tsx";
import "./style.css";

interface Doctrine {
  id: string;
  title: string;
  authority: string;
  layer: string;
  stands: string;
  valid_from: string | null;
  valid_until: string | null;
  unknown: string[];
  marks: string[];
}
interface Shown {
  title: string;
  marks: string[];
  parts: Part[];
  notes: string[];
  above?: string;
}
const list = signal<{ day: string; doctrines: Doctrine[] } | null>(null);
const shown = signal<Shown | null>(null);
let turn = 0;

export function DoctrinePages() {
  const name = place.value.panel === "doctrine" ? place.value.name : "";
  useEffect(() => {
    load(name).catch(failed);
  }, [name, language.value]);
  return (
    <section class="panel doctrine" aria-labelledby="doctrine-title">
      <h2 id="doctrine-title">{t("panel.doctrine")}</h2>
      <p class="said">{t("doctrine.what")}</p>
      {name ? <One /> : <All />}
    </section>
  );
}

async function load(name: string): Promise<void> {
  const mine = (turn += 1);
  if (!name) {
    list.value = (await get("/api/doctrines")) as unknown as typeof list.value;
    return;
  }
  shown.value = null;
  const found = await doctrineOrRule(name);
  if (mine === turn) shown.value = found;
}

/** A name is that of a doctrine or of one of its rules; the server knows which. */
async function doctrineOrRule(name: string): Promise<Shown> {
  try {
    const one = (await get("/api/doctrines/{doctrine}", { path: { doctrine: name } })) as unknown as { page: Shown };
    return one.page;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "doctrine.unknown") throw error;
  }
  const rule = (await get("/api/rules/{rule}", { path: { rule: name } })) as unknown as { part: Part; doctrine: string; doctrine_title: string };
  return { title: rule.doctrine_title, marks: [], parts: [rule.part], notes: [], above: rule.doctrine };
}

function All() {
  if (!list.value) return <p class="none">{t("doctrine.loading")}</p>;
  return (
    <>
      <p>{t("doctrine.on_day", { day: list.value.day })}</p>
      <ul class="lines">
        {list.value.doctrines.map((one) => (
          <li key={one.id}>
            <a href={hashOf("doctrine", one.id)}>
              <strong>{one.id}</strong> {one.title}
            </a>
            <p>
              <Badge tone={one.stands === "in_force" ? "plain" : "unknown"}>{named("stands", one.stands)}</Badge> {named("layer", one.layer)} ·{" "}
              {t("doctrine.since", { day: one.valid_from ?? t("unknown") })} {one.valid_until ? t("doctrine.until", { day: one.valid_until }) : null}
            </p>
            {[...one.marks, ...one.unknown].map((mark) => (
              <p key={mark} class="doubt">
                {mark}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

function One() {
  const page = shown.value;
  if (!page) return <p class="none">{t("doctrine.loading")}</p>;
  return (
    <article>
      <p>
        <a href={hashOf("doctrine")}>{t("doctrine.all")}</a> {page.above ? <a href={hashOf("doctrine", page.above)}>{page.above}</a> : null}
      </p>
      <h3>{page.title}</h3>
      {page.marks.map((one) => (
        <p key={one} class="doubt">
          {one}
        </p>
      ))}
      {page.parts.map((one) => (
        <PartOf key={one.heading} part={one} />
      ))}
      {page.notes.map((one) => (
        <p key={one} class="said">
          {one}
        </p>
      ))}
    </article>
  );
}
