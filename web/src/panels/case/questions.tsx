/** What to ask next, in the order to ask it. Every button records an answer, also the answer "unknown". */
import { signal } from "@preact/signals";
import { failed, tell } from "../../state/failures.ts";
import { post } from "../../api/client.ts";
import { loadCase } from "../../state/case.ts";
import { chosenCraft } from "../../state/forecast.ts";
import { may } from "../../state/session.ts";
import { Badge, Button } from "../../ui/index.ts";
import { named, t } from "../../words/index.ts";
import { Said } from "./act.tsx";
import { NUMBERS, repliesTo } from "./answers.ts";
import { SAYERS } from "./choices.ts";
import { mayEnter } from "./described.ts";
import { enter, slipOf, type } from "./entering.ts";
import { moment } from "./moments.ts";
import { newest } from "./open_case.ts";
import { Section } from "./section.tsx";
import type { Answer, Question, Sheet } from "./shapes.ts";

/** Who answers; empty until somebody chooses, then whoever the newest report came from. */
const answering = signal("");
const assessing = signal(false);
const mayAssess = may("assess");

function sayer(found: Sheet): string {
  if (answering.value) return answering.value;
  const source = found.boats.flatMap((one) => one.reports).at(-1)?.source ?? "";
  return (SAYERS as readonly string[]).includes(source) ? source : "";
}

export function Questions({ found, known }: { found: Sheet; known: Answer | null }) {
  const asked = known?.questions ?? [];
  const fresh = freshAnswers(found);
  return (
    <Section title={t("case.questions")} brief={known ? t("case.questions_count", { count: asked.length }) : undefined} open id="case-questions">
      {asked.length ? <Sayer found={found} /> : null}
      {fresh ? <p class="fresh">{t("case.fresh_answers", { count: fresh })}</p> : null}
      {mayAssess.value ? (
        <Button main={fresh > 0} onPress={() => void assess(found)} disabled={assessing.value}>
          {assessing.value ? t("case.assessing") : t("case.assess_again")}
        </Button>
      ) : null}
      <ol class="questions">
        {asked.map((one) => (
          <Asked key={one.fact} one={one} found={found} />
        ))}
      </ol>
      {known && !asked.length ? <p class="none">{t("case.no_questions")}</p> : null}
      <Facts found={found} />
    </Section>
  );
}

/** Answers entered after the newest assessment was made: it does not know them yet. */
function freshAnswers(found: Sheet): number {
  const made = found.assessments.at(-1)?.at ?? "";
  return Object.values(found.facts).filter((one) => Date.parse(one.at) > Date.parse(made || "1970-01-01")).length;
}

function Sayer({ found }: { found: Sheet }) {
  const now = sayer(found);
  return (
    <div class="field">
      <label for="case-sayer">{t("case.sayer")}</label>
      <select id="case-sayer" value={now} onChange={(event) => (answering.value = (event.currentTarget as HTMLSelectElement).value)}>
        {now ? null : <option value="">{t("case.choose")}</option>}
        {SAYERS.map((one) => (
          <option key={one} value={one} selected={one === now}>
            {named("case.value", one)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Asked({ one, found }: { one: Question; found: Sheet }) {
  const name = `${found.case} ask ${one.fact}`;
  const slip = slipOf(name);
  const said = found.facts[one.fact];
  const record = (value: string) => {
    if (value) void enter(name, "fact.recorded", { fact: one.fact, value, by: sayer(found) });
  };
  return (
    <li>
      <p class="question">{one.text}</p>
      {mayEnter("fact.recorded") ? (
        <div class="replies" role="group" aria-label={one.text}>
          {one.fact in NUMBERS ? <NumberReply name={name} unit={NUMBERS[one.fact]!} record={record} /> : null}
          {repliesTo(one.fact).map((reply) => (
            <Button key={reply.value} onPress={() => record(reply.value)} disabled={slip.busy} pressed={said?.value === reply.value}>
              {named(reply.stem, reply.name)}
            </Button>
          ))}
        </div>
      ) : null}
      {said ? <FactLine fact={one.fact} said={said} /> : null}
      {one.changes.length ? <p class="soft">{t("case.may_change", { options: one.changes.join(", ") })}</p> : null}
      {slip.said ? <Said text={slip.said} /> : null}
    </li>
  );
}

function NumberReply({ name, unit, record }: { name: string; unit: "persons" | "hours"; record: (value: string) => void }) {
  const typed = slipOf(name).typed.value ?? "";
  return (
    <form
      class="number"
      onSubmit={(event) => {
        event.preventDefault();
        record(typed.trim().replace(",", "."));
      }}
    >
      <label>
        {t(`case.number.${unit}`)}{" "}
        <input
          inputMode="decimal"
          size={5}
          value={typed}
          onInput={(event) => type(name, "value", (event.currentTarget as HTMLInputElement).value)}
        />
      </label>
      <button type="submit" class="button">
        {t("case.enter")}
      </button>
    </form>
  );
}

/** What was answered in this case, newest last: also what is no longer asked. */
function Facts({ found }: { found: Sheet }) {
  const rows = Object.entries(found.facts);
  if (!rows.length) return null;
  return (
    <details>
      <summary>{t("case.facts_said", { count: rows.length })}</summary>
      <ul>
        {rows.map(([fact, said]) => (
          <li key={fact}>
            {t("case.labelled", { name: named("case.fact", fact) })} <FactLine fact={fact} said={said} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function FactLine({ fact, said }: { fact: string; said: { value: string; by: string; at: string } }) {
  const reply = repliesTo(fact).find((one) => one.value === said.value);
  const value = reply ? named(reply.stem, reply.name) : said.value;
  return (
    <span class="said-by">
      {said.value === "unknown" ? <Badge tone="unknown">{value}</Badge> : <strong>{value}</strong>}{" "}
      {t("case.by_at", { by: named("case.value", said.by), time: moment(said.at) })}
    </span>
  );
}

async function assess(found: Sheet): Promise<void> {
  const craft = newest.value?.craft || chosenCraft.value || (found.boats[0]?.craft ?? "");
  assessing.value = true;
  try {
    await post("/api/cases/{case}/assessments", { craft } as never, { path: { case: found.case } });
    tell(t("case.assessed"));
    await loadCase(found.case);
  } catch (error) {
    failed(error);
  } finally {
    assessing.value = false;
  }
}
