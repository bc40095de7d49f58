/** A button that enters an event, or opens the small form it needs. Only for who may. */
import { Button } from "../../ui/index.ts";
import { named, t } from "../../words/index.ts";
import { fieldsOfEvent, mayEnter } from "./described.ts";
import { enter, slipOf, type, write } from "./entering.ts";
import { FieldInput, type Choices } from "./field_input.tsx";
import { bodyOf, type FieldOf, missing, type Typed } from "./fields.ts";
import { sheet } from "./open_case.ts";

interface Props {
  kind: string;
  /** Words of the button; by default those of the event. */
  label?: string;
  /** What it is about, for whoever hears the button and does not see its place. */
  about?: string;
  /** What the place on the sheet already says. */
  body?: Record<string, unknown>;
  /** Fields that need not be filled in and yet stand in front. */
  ask?: readonly string[];
  /** What a field may be, where the case knows. */
  choose?: Record<string, Choices>;
  /** Other words for a field. */
  words?: Record<string, string>;
  /** Filled in beforehand, and can be changed. */
  start?: Typed;
  /** Optional fields that have no place here. */
  hide?: readonly string[];
  /** Said before it is entered, such as that it goes against the advice. */
  warn?: string;
  main?: boolean;
}

export function Act(props: Props) {
  const { kind, body = {}, main } = props;
  const name = `${sheet.value?.case} ${kind} ${JSON.stringify(body)}`;
  if (!mayEnter(kind)) return null;
  const slip = slipOf(name);
  const fields = fieldsOfEvent(kind).filter((one) => !(one.name in body) && !props.hide?.includes(one.name));
  const front = fields.filter((one) => one.required || props.ask?.includes(one.name));
  const label = props.label ?? named("case.act", kind.replace(".", "_"));
  const press = () => {
    if (front.length) write(name, { open: !slip.open, typed: slip.open ? slip.typed : { ...props.start, ...slip.typed } });
    else void enter(name, kind, body);
  };
  return (
    <div class={slip.open ? "act open" : "act"}>
      <Button onPress={press} main={main ?? false} disabled={slip.busy} {...(props.about ? { label: `${label}: ${props.about}` } : {})} {...(front.length ? { pressed: slip.open } : {})}>
        {label}
      </Button>
      {slip.open ? <Slip {...props} name={name} fields={fields} front={front} title={label} /> : null}
      {!slip.open && slip.said ? <Said text={slip.said} /> : null}
    </div>
  );
}

interface SlipProps extends Props {
  name: string;
  title: string;
  fields: FieldOf[];
  front: FieldOf[];
}

function Slip(props: SlipProps) {
  const { name, kind, title, body = {}, fields, front } = props;
  const slip = slipOf(name);
  const rest = fields.filter((one) => !front.includes(one));
  const submit = (event: Event) => {
    event.preventDefault();
    const empty = missing(front, slip.typed);
    if (empty.length) write(name, { said: t("case.missing", { fields: empty.map((one) => wordsOf(props, one)).join(", ") }) });
    else void enter(name, kind, { ...bodyOf(fields, slip.typed), ...body });
  };
  return (
    <form class="slip" aria-label={title} onSubmit={submit} noValidate>
      {props.warn ? <p class="doubt">{props.warn}</p> : null}
      <Inputs {...props} shown={front} />
      {rest.length ? (
        <details>
          <summary>{t("case.more_fields")}</summary>
          <Inputs {...props} shown={rest} />
        </details>
      ) : null}
      {slip.said ? <Said text={slip.said} /> : null}
      <p class="buttons">
        <button type="submit" class="button main" disabled={slip.busy}>
          {t("case.enter")}
        </button>
        <Button onPress={() => write(name, { open: false, said: "" })}>{t("case.not_now")}</Button>
      </p>
    </form>
  );
}

function Inputs({ shown, name, prefix = "", ...props }: SlipProps & { shown: FieldOf[]; prefix?: string }) {
  const typed = slipOf(name).typed;
  return (
    <>
      {shown.map((one) =>
        one.sort === "group" ? (
          <fieldset key={one.name}>
            <legend>{wordsOf(props, one.name)}</legend>
            <Inputs {...props} name={name} shown={one.inner} prefix={`${prefix}${one.name}.`} />
          </fieldset>
        ) : (
          <FieldInput
            key={one.name}
            field={one}
            label={wordsOf(props, one.name)}
            value={typed[prefix + one.name] ?? ""}
            choices={props.choose?.[one.name]}
            onInput={(value) => type(name, prefix + one.name, value)}
          />
        ),
      )}
    </>
  );
}

function wordsOf(props: Pick<Props, "words">, name: string): string {
  return props.words?.[name] ?? named("case.field", name);
}

export function Said({ text }: { text: string }) {
  return (
    <p class="refusal" role="alert">
      {text}
    </p>
  );
}
