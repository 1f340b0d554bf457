/** How far a worker is with what was asked, and the way to stop it. */
import { t } from "../../../shared/i18n";
import type { Asked } from "./useAnalysis";

export function Progress({ asked, onStop }: { asked: Asked; onStop?: (() => void) | undefined }) {
  const words = t(asked.state === "waiting" ? "analysis.waiting" : "analysis.running", {
    percent: asked.progress,
  });
  return (
    <div className="panel-working">
      <span role="status">{words}</span>
      <progress
        aria-label={words}
        max={100}
        {...(asked.state === "waiting" ? {} : { value: asked.progress })}
      />
      {onStop && (
        <button type="button" className="gantt-chip" onClick={onStop}>
          {t("analysis.stop")}
        </button>
      )}
    </div>
  );
}
