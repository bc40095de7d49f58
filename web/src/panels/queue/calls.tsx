/** Missed calls: each waits until somebody has called back and says what came of it. */
import { useState } from "preact/hooks";
import { post } from "../../api/client.ts";
import { span, utc } from "../../format/index.ts";
import { done } from "../../state/acts.ts";
import { go } from "../../state/place.ts";
import type { Queue } from "../../state/queue.ts";
import { hashOf } from "../../state/route.ts";
import { Dialog, Field } from "../../ui/index.ts";
import { t } from "../../words/index.ts";
import { AskWhy } from "./ask.tsx";
import { sinceThen } from "./clocks.ts";
import { can, moment } from "./moment.ts";

const mayReturn = can("acknowledge");

export function CallRow({ call }: { call: Queue["missed_calls"][number] }) {
  const [asked, setAsked] = useState(false);
  const returned = (outcome: "reached" | "no_answer" | "given_up", why = "") =>
    done(() => post("/api/events/call.returned", { call: call.call, outcome, ...(why ? { why } : {}) }));
  const reached = async () => {
    if (await returned("reached")) go(hashOf("report")); // what they say is a report
  };
  return (
    <li class="waits missed" data-row={call.call} tabIndex={-1}>
      <p class="head">
        <strong>{call.call}</strong>
        <time dateTime={call.since}>{utc(new Date(call.since))}</time>
        <span class="clock">{span(sinceThen(call.since, moment.value), t("queue.day"))}</span>
        <span>{call.tries ? t("queue.tries", { count: call.tries }) : t("queue.not_tried")}</span>
      </p>
      {mayReturn.value ? (
        <p class="acts">
          <span>{t("queue.called_back")}</span>
          <button type="button" class="button small" onClick={() => void reached()}>
            {t("queue.reached")}
          </button>
          <button type="button" class="button small" onClick={() => void returned("no_answer")}>
            {t("queue.no_answer")}
          </button>
          <button type="button" class="button small" onClick={() => setAsked(true)}>
            {t("queue.given_up")}
          </button>
        </p>
      ) : null}
      {asked ? (
        <AskWhy
          title={t("queue.given_up_title", { call: call.call })}
          says={t("queue.given_up_says")}
          act={t("queue.given_up_do")}
          onDone={(why) => returned("given_up", why)}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </li>
  );
}

/** A call that nobody answered, put into the queue by hand. */
export function MissedCall({ onClose }: { onClose: () => void }) {
  const [phone, setPhone] = useState("");
  const send = async (event: Event) => {
    event.preventDefault();
    if (await done(() => post("/api/calls", { phone }))) onClose();
  };
  return (
    <Dialog title={t("queue.add_call_title")} onClose={onClose}>
      <form class="ask" onSubmit={(event) => void send(event)}>
        <Field label={t("queue.phone")} value={phone} onInput={setPhone} hint={t("queue.phone_hint")} type="tel" autofocus />
        <button type="submit" class="button main">
          {t("queue.add_call_do")}
        </button>
      </form>
    </Dialog>
  );
}
