/** Text in which names of doctrines and rules, and keys of sources in brackets, open their pages. */
import type { ComponentChildren } from "preact";
import { hashOf } from "../state/route.ts";

/** Names of doctrines and of their rules, and in square brackets keys of sources, as `[sar_1979]`. */
const NAMES = /(\[[a-z0-9_]+\]|\b(?:LAW|PHYS|UK|FR(?:\d\dA?)?|D\d)-[A-Z0-9](?:[A-Z0-9.-]*[A-Z0-9])?\b|\b(?:LAW|PHYSICS|D\d)\b)/;

export function linked(text: string): ComponentChildren {
  return text.split(NAMES).map((piece, index) => {
    if (index % 2 === 0) return piece;
    const key = piece.startsWith("[") ? piece.slice(1, -1) : null;
    return (
      <a key={index} href={key ? hashOf("sources", key) : hashOf("doctrine", piece)}>
        {piece}
      </a>
    );
  });
}
