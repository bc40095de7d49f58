import { useId } from "preact/hooks";

interface Props {
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string;
  error?: string;
  type?: "text" | "password" | "tel";
  lines?: number;
  autocomplete?: string;
  required?: boolean;
  /** In a dialog: where the focus goes when it opens. */
  autofocus?: boolean;
  inputmode?: "numeric" | "tel";
}

export function Field({ label, value, onInput, hint, error, type = "text", lines, autocomplete, required, autofocus, inputmode }: Props) {
  const id = useId();
  const common = {
    id,
    value,
    required,
    autofocus,
    inputmode,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": hint || error ? `${id}-said` : undefined,
    onInput: (event: Event) => onInput((event.currentTarget as HTMLInputElement).value),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {lines ? <textarea {...common} rows={lines} /> : <input {...common} {...({ type, autocomplete } as object)} />}
      {hint || error ? (
        <p id={`${id}-said`} class={error ? "said error" : "said"}>
          {error ?? hint}
        </p>
      ) : null}
    </div>
  );
}
