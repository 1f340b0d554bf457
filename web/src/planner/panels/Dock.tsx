/** What stands beside the chart: one panel at a time, chosen above it. */
import { Suspense } from "react";
import { Loading } from "../../frame/Page";
import { t } from "../../shared/i18n";
import { type PanelProps, PANELS } from "./panels";
import "./Dock.css";

interface Props extends PanelProps {
  name: string;
  /** Another panel, or none. */
  onChoose: (name: string | null) => void;
}

export function Dock({ name, onChoose, ...given }: Props) {
  const Panel = PANELS[name]!;
  return (
    <aside className="gantt-panel" aria-label={t(`gantt.panels.${name}`)}>
      <header>
        <nav aria-label={t("gantt.panelsLabel")}>
          {Object.keys(PANELS).map((each) => (
            <button
              key={each}
              type="button"
              className="gantt-chip"
              aria-pressed={each === name}
              onClick={() => onChoose(each)}
            >
              {t(`gantt.panels.${each}`)}
            </button>
          ))}
        </nav>
        <button type="button" className="button-plain" onClick={() => onChoose(null)}>
          {t("gantt.panelClose")}
        </button>
      </header>
      <Suspense fallback={<Loading />}>
        <Panel {...given} />
      </Suspense>
    </aside>
  );
}
