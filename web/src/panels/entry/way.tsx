/** How it came and through whom: one key for what is usual, two lists for the rest. */
import type { JSX } from "preact";
import { named, t } from "../../words/index.ts";
import { PRESETS } from "./report.ts";

const CHANNELS = ["call", "message", "email", "form", "vhf", "ais", "sart", "patrol", "drone", "aircraft", "ship", "unit", "centre"];
const SOURCES = ["unknown", "caller", "ngo", "volunteer", "resident", "ship", "centre", "patrol", "aircraft", "drone", "semaphore", "radar"];

interface Props {
  channel: string;
  source: string;
  onWay: (way: { channel: string; source: string }) => void;
}

export function Way({ channel, source, onWay }: Props) {
  return (
    <div class="way" role="group" aria-label={t("entry.way")}>
      <div class="presets">
        {PRESETS.map((one) => (
          <button
            key={one.key}
            type="button"
            class="button"
            aria-pressed={one.channel === channel && one.source === source}
            aria-keyshortcuts={`Alt+${one.key}`}
            onClick={() => onWay(one)}
          >
            <kbd aria-hidden="true">{one.key}</kbd> {t(`entry.preset.${one.key}`)}
          </button>
        ))}
      </div>
      <div class="pair">
        <Choice label={t("entry.channel")} stem="entry.channels" value={channel} all={CHANNELS} onChoose={(one) => onWay({ channel: one, source })} />
        <Choice label={t("entry.source")} stem="entry.sources" value={source} all={SOURCES} onChoose={(one) => onWay({ channel, source: one })} />
      </div>
    </div>
  );
}

interface ChoiceProps {
  label: string;
  stem: string;
  value: string;
  all: string[];
  onChoose: (value: string) => void;
}

function Choice({ label, stem, value, all, onChoose }: ChoiceProps): JSX.Element {
  return (
    <label>
      <span>{label}</span>
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {all.map((one) => (
          <option key={one} value={one}>
            {named(stem, one)}
          </option>
        ))}
      </select>
    </label>
  );
}
