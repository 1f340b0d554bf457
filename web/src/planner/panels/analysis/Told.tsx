/** Whose question it was and when, whether the plan is another by now, and why nothing came of it. */
import { useProject } from "../../../frame/useProject";
import { momentInWords } from "../../../shared/dates";
import { language, t } from "../../../shared/i18n";
import type { Plan } from "../../plan";
import { isoOf } from "../../geometry/days";
import type { Asked } from "./useAnalysis";

export function Told({ asked, plan }: { asked: Asked; plan: Plan }) {
  const { project, today } = plan.said;
  const zone = useProject(project).data?.time_zone;
  return (
    <>
      <p className="quiet">
        {t("analysis.asked", {
          who: asked.asked_by ?? "–",
          when: zone ? momentInWords(asked.asked_at, language(), isoOf(today), zone) : "",
        })}
      </p>
      {asked.stale && <p className="panel-late">{t("analysis.stale")}</p>}
      {asked.state === "failed" && (
        <p className="failure" role="alert">
          {t("analysis.failed", { code: asked.problem ?? "" })}
        </p>
      )}
    </>
  );
}
