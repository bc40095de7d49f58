/** Where: the telephone's own position, or one that was pasted, and how it was understood. */
import { useEffect, useState } from "preact/hooks";
import { post } from "../../api/client.ts";
import { Button, Field } from "../../ui/index.ts";
import { t } from "../../words/index.ts";
import { type Form, placeOf } from "./form.ts";

const REST_MS = 400;
const LONGEST_FIX_MS = 20_000;
interface Read {
  of: string;
  values: string[];
}

export function Where({ form, onChange }: { form: Form; onChange: (part: Partial<Form>) => void }) {
  const [asking, setAsking] = useState<"" | "asking" | "refused">("");
  const read = useRead(form.where);
  const locate = () => {
    setAsking("asking");
    const found = (fix: GeolocationPosition) => {
      setAsking("");
      onChange(placeOf(fix.coords));
    };
    const refused = () => setAsking("refused");
    if (!("geolocation" in navigator)) return refused();
    navigator.geolocation.getCurrentPosition(found, refused, { enableHighAccuracy: true, timeout: LONGEST_FIX_MS, maximumAge: 0 });
  };
  return (
    <div class="where">
      <Field
        label={t("intake.where")}
        value={form.where}
        onInput={(where) => onChange({ where, accuracy: null })}
        hint={t("intake.where_hint")}
      />
      <Button onPress={locate} disabled={asking === "asking"}>
        {t("intake.here")}
      </Button>
      <p class="none">{t("intake.here_says")}</p>
      {asking === "asking" ? <p role="status">{t("intake.locating")}</p> : null}
      {asking === "refused" ? <p class="said error">{t("intake.no_fix")}</p> : null}
      <Understood form={form} read={read} onChange={onChange} />
    </div>
  );
}

function Understood({ form, read, onChange }: { form: Form; read: Read | null; onChange: (part: Partial<Form>) => void }) {
  if (!form.where.trim()) return null;
  if (form.accuracy !== null)
    return (
      <p class="read" role="status">
        {t("intake.understood")} <strong class="mono">{form.where}</strong> {t("intake.within", { metres: form.accuracy })}
      </p>
    );
  if (read === null) return <p class="none">{t("intake.reading")}</p>;
  if (!read.values.length) return <p class="read unread">{t("intake.not_understood")}</p>;
  if (read.values.length === 1)
    return (
      <p class="read" role="status">
        {t("intake.understood")} <strong class="mono">{read.values[0]}</strong>
      </p>
    );
  return (
    <div class="read" role="group" aria-label={t("intake.which")}>
      <p>{t("intake.which")}</p>
      {read.values.map((one) => (
        <Button key={one} onPress={() => onChange({ where: one, accuracy: null })}>
          {one}
        </Button>
      ))}
    </div>
  );
}

/** How the room reads a place; null until it has said so, as on a bad line. Nothing of it is kept there. */
function useRead(where: string): Read | null {
  const [read, setRead] = useState<Read | null>(null);
  useEffect(() => {
    if (!where.trim()) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      post("/api/reports/preview", { text: where }, { signal: stop.signal }).then(
        (answer) => {
          const found = answer.found.find((one) => one.field === "position");
          setRead({ of: where, values: [...new Set(found?.readings.map((one) => one.value))] });
        },
        () => undefined,
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [where]);
  return read?.of === where ? read : null;
}
