/** Handing the case to the other centre: offered, accepted, refused, taken back. The owner acts until the other accepts. */
import { span } from "../../format/index.ts";
import { shown } from "../../state/clock.ts";
import { me } from "../../state/session.ts";
import { Badge } from "../../ui/index.ts";
import { t } from "../../words/index.ts";
import { Act } from "./act.tsx";
import { otherCentres } from "./choices.ts";
import { centre as call } from "./centre.ts";
import { moment } from "./moments.ts";
import { Section } from "./section.tsx";
import type { Sheet } from "./shapes.ts";

type Offer = NonNullable<Sheet["hand_over"]>;

export function HandOver({ found }: { found: Sheet }) {
  const offer = found.hand_over;
  const brief = offer ? t(refused(offer) ? "case.offer_refused_brief" : "case.offer_pending_brief", { to: call(offer.to) }) : t("case.no_offer");
  return (
    <Section title={t("case.hand_over")} brief={brief} open={offer !== null} id="case-hand-over">
      <p>{t("case.owner_acts", { owner: call(found.owner) })}</p>
      {offer ? <Pending offer={offer} found={found} /> : <Act kind="handover.offered" choose={{ to: otherCentres() }} ask={["heard"]} />}
      {found.owners.length > 1 ? (
        <ul>
          {found.owners.map((one) => (
            <li key={one.since}>{t("case.owned", { centre: call(one.centre), time: moment(one.since) })}</li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}

const refused = (offer: Offer) => offer.state === "refused";

function Pending({ offer, found }: { offer: Offer; found: Sheet }) {
  const waited = (shown.value.getTime() - Date.parse(offer.at)) / 1000;
  const theirs = me.value?.centre === offer.to;
  // The other side enters its own answer; the owner may write down what it heard by telephone.
  const heard = theirs ? { body: {} } : { body: { centre: offer.to }, ask: ["heard"], start: { heard: t("case.telephone") } };
  return (
    <div class="offer">
      <p>
        <Badge tone="warn">{t(refused(offer) ? "case.refused" : "case.pending")}</Badge>{" "}
        {t(refused(offer) ? "case.offer_refused" : "case.offer_pending", { to: call(offer.to), time: moment(offer.at), span: span(waited, t("queue.day")), owner: call(found.owner) })}
      </p>
      <p>{t("case.because", { why: offer.why })}</p>
      <div class="acts">
        <Act kind="handover.accepted" {...heard} ask={theirs ? ["reference"] : ["reference", "heard"]} label={theirs ? t("case.accept_ours") : t("case.accepts", { centre: call(offer.to) })} />
        {refused(offer) ? (
          <>
            <Act kind="refusal.reviewed" />
            <Act kind="handover.offered" choose={{ to: otherCentres() }} ask={["heard"]} />
          </>
        ) : (
          <Act kind="handover.refused" {...heard} label={theirs ? t("case.refuse_ours") : t("case.refuses", { centre: call(offer.to) })} />
        )}
        {theirs ? null : <Act kind="handover.withdrawn" />}
      </div>
    </div>
  );
}
