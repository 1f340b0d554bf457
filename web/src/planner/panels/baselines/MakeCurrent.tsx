/** Makes an older baseline the one that the plan is compared with. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { write } from "../../../shared/api";
import { type Boot, csrfNow } from "../../../shared/boot";
import { t } from "../../../shared/i18n";
import { Failed } from "../Failed";
import { type Baseline, baselinesChanged } from "./baselines";

interface Props {
  baseline: Baseline;
  project: number;
  boot: Boot;
}

export function MakeCurrent({ baseline, project, boot }: Props) {
  const client = useQueryClient();
  const making = useMutation({
    mutationFn: () =>
      write<Baseline>(`/api/v1/baselines/${baseline.id}/`, {
        method: "PATCH",
        csrf: csrfNow(boot),
        version: baseline.version,
        body: { is_current: true },
      }),
    // somebody else may have changed it: what is there now is read again either way
    onSettled: () => baselinesChanged(client, project),
  });
  return (
    <>
      <p className="panel-deeds">
        <button
          type="button"
          className="button"
          disabled={making.isPending}
          onClick={() => making.mutate()}
        >
          {t("baselines.makeThisCurrent")}
        </button>
      </p>
      <Failed error={making.error} boot={boot} />
    </>
  );
}
