/** Who coordinates there, room for all, where people are brought, leads to follow, an escort and its signs, a doctor's word. */
import { Badge } from "../../ui/index.ts";
import { t } from "../../words/index.ts";
import { Act } from "./act.tsx";
import { moment } from "./moments.ts";
import { Section } from "./section.tsx";
import type { Answer, Sheet } from "./shapes.ts";

export function Scene({ found, known }: { found: Sheet; known: Answer | null }) {
  return (
    <>
      <Section title={t("case.scene")} brief={found.on_scene_coordinator || t("case.no_osc")} id="case-scene">
        <p>{found.on_scene_coordinator ? t("case.osc", { unit: found.on_scene_coordinator }) : t("case.no_osc")}</p>
        <p>{safety(found)}</p>
        {known?.mass_rescue ? <p>{known.mass_rescue.text}</p> : null}
        {found.mass_rescue ? (
          <p>{t("case.mass_rescue", { persons: found.mass_rescue.persons_high, places: found.mass_rescue.places, plan: found.mass_rescue.plan })}</p>
        ) : null}
        <div class="acts">
          <Act kind="osc.named" />
          <Act kind="safety.named" ask={["provisional"]} />
          <Act kind="mass_rescue.planned" />
          <Act kind="medical.advised" />
        </div>
      </Section>
      <Leads found={found} />
    </>
  );
}

function safety(found: Sheet): string {
  const place = found.place_of_safety;
  if (!place) return t("case.no_safety");
  const words = t("case.safety", { place: place.place, by: place.agreed_by });
  return place.provisional ? `${words} ${t("case.provisional")}` : words;
}

function Leads({ found }: { found: Sheet }) {
  const leads = Object.entries(found.leads);
  const open = leads.filter(([, one]) => !one.outcome).length;
  return (
    <Section title={t("case.leads")} brief={t("case.leads_open", { count: open })} id="case-leads">
      {leads.length ? null : <p class="none">{t("case.no_lead")}</p>}
      <ul>
        {leads.map(([lead, one]) => (
          <li key={lead}>
            <p>
              <strong>{lead}</strong> {t("case.labelled", { name: one.what || t("case.text_not_shown") })} {one.outcome || <Badge tone="warn">{t("case.lead_open")}</Badge>}
            </p>
            {one.outcome ? null : <Act kind="lead.closed" body={{ lead }} />}
          </li>
        ))}
      </ul>
      <Act kind="lead.opened" />
      <Escort found={found} />
      <Outcomes found={found} />
    </Section>
  );
}

function Escort({ found }: { found: Sheet }) {
  const escort = found.escort;
  const seen = found.triggers.map(String);
  return (
    <div>
      <h4>{t("case.escort")}</h4>
      {escort ? <p>{t("case.escort_by", { unit: escort.unit })}</p> : <p class="none">{t("case.no_escort")}</p>}
      <ul>
        {escort?.triggers.map((one) => (
          <li key={one}>
            {one}{" "}
            {seen.includes(one) ? (
              <Badge tone="alarm">{t("case.trigger_seen")}</Badge>
            ) : (
              <Act kind="trigger.seen" body={{ trigger: one }} />
            )}
          </li>
        ))}
      </ul>
      <Act kind="escort.begun" />
    </div>
  );
}

/** Counts made afterwards; those that differ stand side by side. */
function Outcomes({ found }: { found: Sheet }) {
  const number = (value: number | null | undefined) => value ?? t("unknown");
  return (
    <div>
      <h4>{t("case.outcomes")}</h4>
      <ul>
        {found.outcomes.map((one) => (
          <li key={`${one.source} ${one.at}`}>
            {t("case.outcome", { source: one.source, alive: number(one.alive), dead: number(one.dead), missing: number(one.missing), time: moment(one.at) })}
          </li>
        ))}
      </ul>
      <Act kind="outcome.counted" ask={["alive", "dead", "missing"]} />
    </div>
  );
}
