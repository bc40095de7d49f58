/** What the room is and is not, how to read it, and its keys. */
import { hashOf } from "../../state/route.ts";
import { MORE } from "../../state/pages.ts";
import { shortcuts } from "../../ui/shortcuts.ts";
import { Table } from "../../ui/index.ts";
import { t } from "../../words/index.ts";

const SAYS = ["help.never_go", "help.nothing_green", "help.unknown", "help.areas", "help.urgency", "help.coordinator", "help.replay"] as const;

export function HelpPanel() {
  const rows = shortcuts.value.map((one) => ({ key: `${one.key} ${one.says}`, cells: [<kbd>{one.key === " " ? t("help.space") : one.key}</kbd>, t(one.says)] }));
  return (
    <section class="panel help" aria-labelledby="help-title">
      <h2 id="help-title">{t("panel.help")}</h2>
      <nav class="more-pages" aria-label={t("app.pages")}>
        {MORE.map((one) => (
          <a key={one} href={hashOf(one)}>
            {t(`panel.${one}`)}
          </a>
        ))}
      </nav>
      <p class="distress">{t("login.distress")}</p>
      <ul>
        {SAYS.map((one) => (
          <li key={one}>{t(one)}</li>
        ))}
      </ul>
      <Table caption={t("key.title")} head={[t("help.key"), t("help.does")]} rows={rows} none={t("unknown")} />
      <p>
        <a href="/api/openapi.json">{t("help.interface")}</a>
      </p>
    </section>
  );
}
