/** On paper every part is open: a closed one would be missing, and nobody would know. */
export function watchPaper(): () => void {
  let closed: HTMLDetailsElement[] = [];
  const open = () => {
    closed = [...document.querySelectorAll<HTMLDetailsElement>(".panel.case details:not([open])")];
    for (const one of closed) one.open = true;
  };
  const shut = () => {
    for (const one of closed) one.open = false;
    closed = [];
  };
  addEventListener("beforeprint", open);
  addEventListener("afterprint", shut);
  return () => {
    removeEventListener("beforeprint", open);
    removeEventListener("afterprint", shut);
  };
}
