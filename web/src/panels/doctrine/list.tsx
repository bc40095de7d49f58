/** All doctrines of the day, by how they stand; what is in doubt says so, what was never in force too. */
import { hashOf } from "../../state/route.ts";
import { Button } from "../../ui/index.ts";
import { named, t } from "../../words/index.ts";
import { day, type Doctrine, list, PROMISED } from "./registry.ts";
import { Facts } from "./standing.tsx";

const ORDER = ["in_force", "in_doubt", "announced", "not_yet", "suspended", "withdrawn", "ended", "hypothetical"];

export function All() {
  const found = list.value;
  if (!found) return <p class="none">{t("doctrine.loading")}</p>;
  const kinds = [...new Set([...ORDER, ...found.doctrines.map((one) => one.stands)])];
  return (
    <>
      <Day />
      {kinds.map((kind) => (
        <Group key={kind} kind={kind} of={found.doctrines.filter((one) => one.stands === kind)} />
      ))}
      <p>
        <a href={hashOf("doctrine", PROMISED)}>{t("doctrine.promised")}</a>
      </p>
    </>
  );
}

/** Of which day the registry is asked. */
function Day() {
  return (
    <div class="day">
      <div class="field">
        <label for="doctrine-day">{t("doctrine.on_day")}</label>
        <input id="doctrine-day" type="date" value={list.value?.day ?? ""} onChange={(event) => (day.value = event.currentTarget.value)} />
      </div>
      {day.value ? <Button onPress={() => (day.value = "")}>{t("doctrine.room_day")}</Button> : null}
      <p>{list.value?.day}</p>
    </div>
  );
}

function Group({ kind, of }: { kind: string; of: Doctrine[] }) {
  if (!of.length) return null;
  return (
    <section aria-label={named("stands", kind)}>
      <h3>{named("stands", kind)}</h3>
      <ul class="lines">
        {of.map((one) => (
          <li key={one.id} class={kind === "in_force" ? "" : "unsure"}>
            <a href={hashOf("doctrine", one.id)}>
              <strong>{one.id}</strong> {one.title}
            </a>
            <Facts one={one} />
            <Doubts one={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Doubts({ one }: { one: Doctrine }) {
  const against = one.practice.filter((each) => each.contradicts.length).length;
  return (
    <>
      {one.marks.map((mark) => (
        <p key={mark} class="doubt">
          {mark}
        </p>
      ))}
      {one.unknown.map((each) => (
        <p key={each} class="doubt">
          {t("doctrine.unknown", { what: each })}
        </p>
      ))}
      {against ? <p class="against">{t("doctrine.against", { count: against })}</p> : null}
    </>
  );
}
