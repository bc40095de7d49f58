/** On paper every part is open: a closed one would be missing, and nobody would know. */
export function watchPaper(): () => void {
  let closed: HTMLDetailsElement[] = [];
  const open = () => {
    const found = [...document.querySelectorAll<HTMLDetailsElement>(".panel.case details:not([open])")];
    for (const one of found) one.open = true;
    closed = [...closed, ...found]; // a browser may announce one print twice
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
