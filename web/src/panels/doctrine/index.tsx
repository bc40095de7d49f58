/** The doctrines of a day, one doctrine with its rules, or one rule: as the registry says, doubts included. */
import { useEffect } from "preact/hooks";
import { failed } from "../../state/failures.ts";
import { place } from "../../state/place.ts";
import { language, t } from "../../words/index.ts";
import { All } from "./list.tsx";
import { One } from "./one.tsx";
import { day, load } from "./registry.ts";
import "./style.css";

export function DoctrinePages() {
  const name = place.value.panel === "doctrine" ? place.value.name : "";
  useEffect(() => {
    load(name).catch(failed);
  }, [name, language.value, day.value]);
  return (
    <section class="panel doctrine" aria-labelledby="doctrine-title">
      <h2 id="doctrine-title">{t("panel.doctrine")}</h2>
      <p class="said">{t("doctrine.what")}</p>
      {name ? <One /> : <All />}
    </section>
  );
}
