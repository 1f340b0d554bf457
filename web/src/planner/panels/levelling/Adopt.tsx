/** Before a proposal is adopted: how much of the plan will change. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { post } from "../../../shared/api";
import { csrfNow } from "../../../shared/boot";
import { FormSheet } from "../../../shared/FormSheet";
import { t } from "../../../shared/i18n";
import type { components } from "../../../shared/schema";
import { ganttKey } from "../../useGantt";
import { Failed } from "../Failed";
import type { PanelProps } from "../panels";

interface Props extends Pick<PanelProps, "plan" | "boot"> {
  id: number;
  found: components["schemas"]["LevellingFound"];
  onAdopted: () => void;
  onClose: () => void;
}

export function Adopt({ id, found, plan, boot, onAdopted, onClose }: Props) {
  const client = useQueryClient();
  const adopting = useMutation({
    mutationFn: () =>
      post<unknown>(`/api/v1/levellings/${id}/adopt/`, { proposal: found.proposal }, csrfNow(boot)),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ganttKey(plan.said.project) });
      onAdopted();
      onClose();
    },
  });
  return (
    <FormSheet
      title={t("levelling.adoptTitle")}
      deed={t(adopting.isPending ? "gantt.saving" : "levelling.adopt")}
      busy={adopting.isPending}
      onSubmit={() => adopting.mutate()}
      onClose={onClose}
    >
      <p>
        {t("levelling.adoptBody", {
          count: found.shifts_count,
          before: found.finish_before,
          after: found.finish,
        })}
      </p>
      <Failed error={adopting.error} boot={boot} />
    </FormSheet>
  );
}
