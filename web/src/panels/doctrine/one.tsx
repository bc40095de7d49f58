/** One doctrine with its rules, or one rule by itself; whoever asks for what is not there is shown the nearest. */
import { hashOf } from "../../state/route.ts";
import { Button } from "../../ui/index.ts";
import { t } from "../../words/index.ts";
import { Doubts } from "./list.tsx";
import { PartOf } from "./page.tsx";
import { type Cited, type Doctrine, list, type Page, type Rule, type Shown, shown } from "./registry.ts";
import { Facts } from "./standing.tsx";

export function One() {
  const found = shown.value;
  if (!found) return <p class="none">{t("doctrine.loading")}</p>;
  return (
    <>
      <nav class="above" aria-label={t("doctrine.above")}>
        <a href={hashOf("doctrine")}>{t("doctrine.all")}</a>
        {found.kind === "rule" ? <a href={hashOf("doctrine", found.above.id)}>{t("doctrine.whole", { doctrine: found.above.id })}</a> : null}
        <Button onPress={() => print()}>{t("doctrine.print")}</Button>
      </nav>
      <Body found={found} />
    </>
  );
}

function Body({ found }: { found: Shown }) {
  if (found.kind === "none") return <None words={found.words} nearest={found.nearest} />;
  if (found.kind === "rule") return <RuleOf found={found} />;
  if (found.kind === "promised") return <PageOf page={found.page} />;
  return (
    <PageOf page={found.one.page} one={found.one}>
      <Contents rules={found.one.rules} />
    </PageOf>
  );
}

function None({ words, nearest }: { words: string; nearest: string }) {
  return (
    <>
      <p class="doubt">{words}</p>
      {nearest ? (
        <p>
          <a href={hashOf("doctrine", nearest)}>{nearest}</a>
        </p>
      ) : null}
    </>
  );
}

function PageOf({ page, one, children }: { page: Page; one?: Doctrine; children?: preact.ComponentChildren }) {
  return (
    <article>
      <h3>{page.title}</h3>
      <p class="said">{t("doctrine.as_of", { day: list.value?.day ?? "" })}</p>
      {page.watermark ? <p class="watermark">{page.watermark}</p> : null}
      {one ? <Facts one={one} /> : null}
      {page.marks.map((each) => (
        <p key={each} class="doubt">
          {each}
        </p>
      ))}
      {children}
      {page.parts.map((each) => (
        <PartOf key={each.heading} part={each} />
      ))}
      {page.notes.map((each) => (
        <p key={each} class="said">
          {each}
        </p>
      ))}
    </article>
  );
}

/** The rules by name, each a link to itself. */
function Contents({ rules }: { rules: Rule[] }) {
  if (!rules.length) return null;
  return (
    <details class="contents">
      <summary>{t("doctrine.rules", { count: rules.length })}</summary>
      <ul>
        {rules.map((one) => (
          <li key={one.id}>
            <a href={hashOf("doctrine", one.id)}>{one.id}</a> {one.label}
          </li>
        ))}
      </ul>
    </details>
  );
}

function RuleOf({ found }: { found: Extract<Shown, { kind: "rule" }> }) {
  return (
    <article>
      <p>
        {t("doctrine.of")}{" "}
        <a href={hashOf("doctrine", found.above.id)}>
          {found.above.id}, {found.above.title}
        </a>
      </p>
      <Facts one={found.above} />
      <div class="rule">
        <PartOf part={found.part} />
      </div>
      {found.cited ? <CitedOf one={found.cited} /> : null}
      <h4>{t("doctrine.doubts")}</h4>
      <Doubts one={found.above} />
      <p class="said">{t("doctrine.as_of", { day: list.value?.day ?? "" })}</p>
    </article>
  );
}

function CitedOf({ one }: { one: Cited }) {
  return (
    <>
      <h4>{t("doctrine.cited")}</h4>
      <p>
        <a href={hashOf("sources", one.key)}>{one.title}</a>. {one.authors.join(", ")}
        {one.year === null ? null : ` (${one.year})`}. {one.where}
      </p>
    </>
  );
}
