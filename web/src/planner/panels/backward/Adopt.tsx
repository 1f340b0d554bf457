/** Before a look is adopted: what exactly will change. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { post, Problem } from "../../../shared/api";
import { csrfNow } from "../../../shared/boot";
import { FormSheet } from "../../../shared/FormSheet";
import { t } from "../../../shared/i18n";
import type { components } from "../../../shared/schema";
import { ganttKey } from "../../useGantt";
import { Failed } from "../Failed";
import { titleOf } from "../Jump";
import type { PanelProps } from "../panels";
import { useSome } from "../useSome";
import type { Look } from "./backward";

export type Adopted = components["schemas"]["ScheduleAnswer"];

const STEP = 12;

interface Props extends Pick<PanelProps, "plan" | "boot"> {
  look: Look;
  onAdopted: (answer: Adopted) => void;
  onClose: () => void;
}

function Changes({ look, plan }: Pick<Props, "look" | "plan">) {
  const { code } = plan.said.activities;
  const goal = look.milestone === null ? null : code[plan.placeOf.get(look.milestone) ?? -1];
  const [some, more] = useSome(look.crash?.shortenings ?? [], STEP);
  return (
    <>
      <ul>
        <li>
          {goal
            ? t("backward.fixesActivity", { code: goal, day: look.finish })
            : t("backward.fixesProject", { day: look.finish })}
        </li>
        {some.map((each) => (
          <li key={each.activity}>
            {titleOf(plan, each)}: {t("backward.less", { count: each.days })}
          </li>
        ))}
      </ul>
      {more}
    </>
  );
}

export function Adopt({ look, plan, boot, onAdopted, onClose }: Props) {
  const client = useQueryClient();
  const { project } = plan.said;
  const adopting = useMutation({
    mutationFn: () =>
      post<Adopted>(
        `/api/v1/projects/${project}/schedule/backward/adopt/`,
        {
          plan: look.plan,
          finish: look.finish,
          milestone: look.milestone,
          shortenings: (look.crash?.shortenings ?? []).map(({ activity, days }) => ({ activity, days })),
        },
        csrfNow(boot),
      ),
    onSuccess: (answer) => {
      void client.invalidateQueries({ queryKey: ganttKey(project) });
      void client.invalidateQueries({ queryKey: ["project", project] });
      onAdopted(answer);
    },
  });
  const stale = adopting.error instanceof Problem && adopting.error.status === 409;
  return (
    <FormSheet
      title={t("backward.adoptTitle")}
      deed={t(adopting.isPending ? "gantt.saving" : "backward.adopt")}
      busy={adopting.isPending}
      disabled={stale}
      onSubmit={() => adopting.mutate()}
      onClose={onClose}
    >
      <p>{t("backward.adoptBody")}</p>
      <Changes look={look} plan={plan} />
      {!look.met && !look.crash?.met && <p className="panel-late">{t("backward.adoptShort")}</p>}
      <Failed error={adopting.error} boot={boot} />
      {stale && <p>{t("backward.lookAgain")}</p>}
    </FormSheet>
  );
}
