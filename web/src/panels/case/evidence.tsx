/** What speaks against and for one report being of a boat, as the server weighed it; asked for by hand. */
import { signal } from "@preact/signals";
import { post } from "../../api/client.ts";
import { failed } from "../../state/failures.ts";
import { may } from "../../state/session.ts";
import { Button } from "../../ui/index.ts";
import { language, named, t } from "../../words/index.ts";
import { Sign } from "./sign.tsx";

interface Part {
  name: string;
  verdict: string;
  text: string;
}
interface Likeness {
  craft: string;
  text: string;
  parts: Part[];
}

const held = signal<Record<string, Likeness[]>>({});
const mayLink = may("link");
const ORDER = ["against", "unknown", "neither", "for"];
const SHAPE: Record<string, string> = { against: "not_met", unknown: "unknown", neither: "undetermined", for: "met" };

export function Evidence({ report }: { report: string }) {
  const key = `${language.value} ${report}`;
  const found = held.value[key];
  if (!found)
    return mayLink.value ? (
      <div class="act">
        <Button onPress={() => void ask(report, key)}>{t("case.evidence_ask", { report })}</Button>
      </div>
    ) : null;
  if (!found.length) return <p class="none">{t("case.evidence_none")}</p>;
  return (
    <ul class="evidence">
      {found.map((one) => (
        <li key={one.craft}>
          <p>{one.text}</p>
          <ul>
            {[...one.parts]
              .sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))
              .map((part) => (
                <li key={part.name}>
                  <Sign state={SHAPE[part.verdict] ?? "unknown"} word={named("case.evidence", part.verdict)} /> {part.text}
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

async function ask(report: string, key: string): Promise<void> {
  try {
    const found = await post("/api/reports/{report}/likelihoods", {} as never, { path: { report } });
    held.value = { ...held.value, [key]: found as unknown as Likeness[] };
  } catch (error) {
    failed(error);
  }
}
