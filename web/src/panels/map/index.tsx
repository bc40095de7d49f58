/** The map: coast, ensemble in time, areas that the server computed, assets, measuring, the position under the cursor. */
import { t } from "../../words/index.ts";

export function MapPanel() {
  return (
    <section class="panel map" aria-labelledby="map-title">
      <h2 id="map-title">{t("panel.map")}</h2>
      <p class="none">{t("panel.to_come")}</p>
    </section>
  );
}
