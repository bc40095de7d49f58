/** The register of sources: every number opens its own here. */
import { t } from "../../words/index.ts";

export function SourcesPanel() {
  return (
    <section class="panel sources" aria-labelledby="sources-title">
      <h2 id="sources-title">{t("panel.sources")}</h2>
      <p class="none">{t("panel.to_come")}</p>
    </section>
  );
}
