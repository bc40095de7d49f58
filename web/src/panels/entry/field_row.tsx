/** One field of the report: what is known of it, from which words, and how a person changes it. */
import { useId } from "preact/hooks";
import { language, named, t } from "../../words/index.ts";
import { utcWithDay } from "../../format/index.ts";
import { CHOICES, type Reading, type Row } from "./report.ts";

const SHAPE = { understood: "●", typed: "✎", ambiguous: "◐" } as const;

interface Props {
  row: Row;
  /** undefined: back to what was understood. */
  onEdit: (field: string, value: string | undefined) => void;
}

export function FieldRow({ row, onEdit }: Props) {
  const id = useId();
  return (
    <div class={`row ${row.standing}`} data-field={row.field}>
      <label for={id}>{named("entry.field", row.field)}</label>
      <Editor id={id} row={row} onEdit={onEdit} />
      {row.standing === "unknown" ? null : (
        <p class="how">
          <span aria-hidden="true">{SHAPE[row.standing]} </span>
          {t(`entry.standing.${row.standing}`)}
          {row.words ? ` ${t("entry.quoted", { words: row.words })}` : null}
        </p>
      )}
      {row.readings.length && row.standing !== "typed" ? <Readings row={row} onEdit={onEdit} /> : null}
      {row.field === "phone" && row.value ? <p class="how wide">{t("entry.phone_not_kept")}</p> : null}
    </div>
  );
}

function Editor({ id, row, onEdit }: Props & { id: string }) {
  const choices = CHOICES[row.field];
  if (!choices)
    return (
      <input
        id={id}
        value={row.value}
        placeholder={t(row.field === "at" ? "entry.now" : "unknown")}
        onInput={(event) => onEdit(row.field, event.currentTarget.value)}
      />
    );
  return (
    <select id={id} value={row.value} onChange={(event) => onEdit(row.field, event.currentTarget.value)}>
      <option value="">{t("unknown")}</option>
      {choices.map((one) => (
        <option key={one} value={one}>
          {named("entry.value", one)}
        </option>
      ))}
    </select>
  );
}

/** The readings side by side; a person chooses, or leaves it unknown. */
function Readings({ row, onEdit }: Props) {
  const why = row.field === "at" || row.field === "position" ? row.field : "words";
  return (
    <div class="readings" role="group" aria-label={t("entry.choose", { field: named("entry.field", row.field) })}>
      <p class="how">{t(`entry.why.${why}`)}</p>
      <div>
        {row.readings.map((one) => (
          <button key={`${one.value} ${one.start}`} type="button" class="button" onClick={() => onEdit(row.field, one.value)}>
            {meaning(row.field, one)}
          </button>
        ))}
        <button type="button" class="button" onClick={() => onEdit(row.field, "")}>
          {t("entry.neither")}
        </button>
      </div>
    </div>
  );
}

function meaning(field: string, one: Reading): string {
  if (!one.value) return t("entry.not_so", { words: one.words });
  if (field === "at") return utcWithDay(new Date(one.value), language.value);
  return CHOICES[field] ? named("entry.value", one.value) : one.value;
}
