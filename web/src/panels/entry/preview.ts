/** What the server understands of a text: asked when somebody stops typing. Nothing of it is kept there. */
import { useEffect, useRef, useState } from "preact/hooks";
import { post } from "../../api/client.ts";
import { Problem } from "../../api/problem.ts";
import { failed } from "../../state/failures.ts";
import type { Preview } from "./report.ts";

const REST_MS = 300;
const LONGEST_MS = 2000;

export function usePreview(text: string) {
  const [found, setFound] = useState<{ of: string; preview: Preview } | null>(null);
  const [blind, setBlind] = useState(false);
  const typed = useRef(text);
  typed.current = text;
  const look = async (signal: AbortSignal): Promise<Preview | null> => {
    const of = typed.current;
    try {
      const preview = (await post("/api/reports/preview", { text: of }, { signal })) as Preview;
      if (typed.current === of) setFound({ of, preview });
      setBlind(false);
      return preview;
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return null;
      setBlind(true);
      if (!(error instanceof Problem && error.code.startsWith("preview."))) failed(error);
      return null;
    }
  };
  useEffect(() => {
    if (!text.trim()) {
      setFound(null);
      setBlind(false);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => void look(stop.signal), REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text]);
  const preview = found?.of === text ? found.preview : null;
  /** Of the text as it stands now; without an answer soon, the text goes alone. */
  const ask = async () => preview ?? (await look(AbortSignal.timeout(LONGEST_MS)));
  return { preview, blind, ask };
}
