/** A part of the sheet that folds. What is first is open; on paper all are. */
import type { ComponentChildren } from "preact";

interface Props {
  title: string;
  /** Said beside the title, so that a folded part still tells. */
  brief?: ComponentChildren;
  open?: boolean;
  id?: string;
  children: ComponentChildren;
}

export function Section({ title, brief, open, id, children }: Props) {
  return (
    <details class="part" open={open} id={id}>
      <summary>
        <h3>{title}</h3>
        {brief ? <span class="brief">{brief}</span> : null}
      </summary>
      <div class="inside">{children}</div>
    </details>
  );
}
