/** The first words, before any field: call. As the server says them; where the line is bad, as we know them. */
import { useEffect, useState } from "preact/hooks";
import { type Asked, get } from "../../api/client.ts";
import { language, t } from "../../words/index.ts";

type Words = Asked<"/api/public/intake-words", "get">;
const NUMBERS = ["112", "196", "999"] as const;

export function FirstWords() {
  const [words, setWords] = useState<Words>([]);
  useEffect(() => {
    get("/api/public/intake-words").then(setWords, () => undefined);
  }, []);
  const mine = words.find((one) => one.language === language.value);
  return (
    <div class="first-words">
      <p class="calls">
        {NUMBERS.map((one) => (
          <a key={one} class="button call-now" href={`tel:${one}`}>
            <strong>{one}</strong> <span>{t(`intake.number.${one}`)}</span>
          </a>
        ))}
      </p>
      <p class="distress">{mine?.call ?? t("intake.call")}</p>
      <p>
        <strong>{mine?.no_call ?? t("intake.no_call")}</strong>
      </p>
    </div>
  );
}
