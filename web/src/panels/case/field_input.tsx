/** One field of an event, by its sort. */
import { useId } from "preact/hooks";
import { Field } from "../../ui/index.ts";
import { named, t } from "../../words/index.ts";
import type { FieldOf } from "./fields.ts";

export type Choices = readonly (readonly [value: string, words: string])[];

interface Props {
  field: FieldOf;
  label: string;
  value: string;
  choices?: Choices | undefined;
  onInput: (value: string) => void;
}

const HINTS = {
  time: "case.hint_time",
  lines: "case.hint_lines",
  places: "case.hint_lines",
} as const;

export function FieldInput({ field, label, value, choices, onInput }: Props) {
  const options: Choices = choices?.length ? choices : field.options.map((one) => [one, named("case.value", one)]);
  const said = field.required ? label : t("case.optional", { label });
  if (field.sort === "choices" || (field.sort === "lines" && options.length)) return <Several label={said} options={options} value={value} onInput={onInput} />;
  if (field.sort === "yes") return <One label={said} options={["yes", "no"].map((one) => [one, named("case.value", one)])} value={value} onInput={onInput} />;
  if (options.length && (field.sort === "choice" || field.sort === "text")) return <One label={said} options={options} value={value} onInput={onInput} />;
  const hint = field.sort in HINTS ? { hint: t(HINTS[field.sort as keyof typeof HINTS]) } : {};
  const long = ["words", "lines", "places"].includes(field.sort) ? { lines: 2 } : {};
  return <Field label={said} value={value} onInput={onInput} {...hint} {...long} />;
}

interface Pick {
  label: string;
  options: Choices;
  value: string;
  onInput: (value: string) => void;
}

function One({ label, options, value, onInput }: Pick) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onInput((event.currentTarget as HTMLSelectElement).value)}>
        <option value="">{t("case.choose")}</option>
        {options.map(([one, words]) => (
          <option key={one} value={one} selected={one === value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

function Several({ label, options, value, onInput }: Pick) {
  const chosen = value.split("\n").filter(Boolean);
  const turn = (one: string) => onInput((chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]).join("\n"));
  return (
    <fieldset class="several">
      <legend>{label}</legend>
      {options.map(([one, words]) => (
        <label key={one}>
          <input type="checkbox" checked={chosen.includes(one)} onChange={() => turn(one)} /> {words}
        </label>
      ))}
    </fieldset>
  );
}
