/** Before a proposal is adopted: how much of the plan will change. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { post } from "../../../shared/api";
import { csrfNow } from "../../../shared/boot";
import { t } from "../../../shared/i18n";
import type { components } from "../../../shared/schema";
import { ganttKey } from "../../useGantt";
import { Failed } from "../Failed";
import type { PanelProps } from "../panels";
import "../../../shared/Sheet.css";

interface Props extends Pick<PanelProps, "plan" | "boot"> {
  id: number;
  found: components["schemas"]["LevellingFound"];
  onAdopted: () => void;
  onClose: () => void;
}

export function Adopt({ id, found, plan, boot, onAdopted, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const client = useQueryClient();
  useEffect(() => dialog.current?.showModal(), []);
  const adopting = useMutation({
    mutationFn: () =>
      post<unknown>(`/api/v1/levellings/${id}/adopt/`, { proposal: found.proposal }, csrfNow(boot)),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ganttKey(plan.said.project) });
      onAdopted();
      dialog.current?.close();
    },
  });
  return (
    <dialog ref={dialog} className="sheet" aria-labelledby="levelling-adopt" onClose={onClose}>
      <h2 id="levelling-adopt">{t("levelling.adoptTitle")}</h2>
      <p>
        {t("levelling.adoptBody", {
          count: found.shifts_count,
          before: found.finish_before,
          after: found.finish,
        })}
      </p>
      <Failed error={adopting.error} boot={boot} />
      <p className="buttons">
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          {t("cancel")}
        </button>
        <button
          type="button"
          className="button button-main"
          disabled={adopting.isPending}
          onClick={() => adopting.mutate()}
        >
          {t(adopting.isPending ? "gantt.saving" : "levelling.adopt")}
        </button>
      </p>
    </dialog>
  );
}
