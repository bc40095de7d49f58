/** What went wrong or was done, said once, with its code; a refusal stays until somebody has read it. */
import { dismiss, toasts } from "../state/failures.ts";
import { t } from "../words/index.ts";
import { Button } from "./button.tsx";

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map((one) => (
        <div key={one.id} class={`toast ${one.tone}`}>
          <p>
            {one.text} {one.code ? <code>{one.code}</code> : null}
          </p>
          <Button onPress={() => dismiss(one.id)}>{t("toast.read")}</Button>
        </div>
      ))}
    </div>
  );
}
