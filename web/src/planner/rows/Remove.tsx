/** Remove an activity, after saying what hangs on it. */
import { useQuery } from "@tanstack/react-query";
import { Refusal } from "../../frame/Refusal";
import { get, Problem, write } from "../../shared/api";
import { type Boot, csrfNow } from "../../shared/boot";
import { language, t } from "../../shared/i18n";
import { figure, textOf } from "../grid/columns";
import type { Plan } from "../plan";
import { FormSheet } from "../../shared/FormSheet";
import { useDeed } from "./useDeed";

const COUNTED_MOST = 100;

/** How many rows of a list are the activity's; of very many "100+". */
function useCount(list: string, activity: number): string {
  const { data } = useQuery({
    queryKey: ["hanging", list, activity],
    queryFn: ({ signal }) =>
      get<{ results: unknown[]; next: string | null }>(
        `/api/v1/${list}/?activity=${activity}&page_size=${COUNTED_MOST}&fields=id`,
        signal,
      ),
    gcTime: 0,
  });
  return data ? `${data.results.length}${data.next ? "+" : ""}` : "…";
}

interface Props {
  plan: Plan;
  boot: Boot;
  place: number;
  onDone: () => void;
  onClose: () => void;
}

export function Remove({ plan, boot, place, onDone, onClose }: Props) {
  const { id, version, percent_complete } = plan.said.activities;
  const activity = id[place]!;
  const links = plan.linkFrom.reduce(
    (sum, from, at) => sum + Number(from === place || plan.linkTo[at] === place),
    0,
  );
  const photos = useCount("photos", activity);
  const reports = useCount("progress-entries", activity);
  const removing = useDeed(
    plan.said.project,
    () =>
      write(`/api/v1/activities/${activity}/`, {
        method: "DELETE",
        csrf: csrfNow(boot),
        version: version[place]!,
      }),
    onDone,
  );
  const { error } = removing;
  const changed = error instanceof Problem && error.status === 412;
  const name = ["code", "name"] as const;
  return (
    <FormSheet
      title={t("rows.removeOf", {
        name: name.map((column) => textOf(plan, place, column, language())).join(" "),
      })}
      deed={t("rows.remove")}
      busy={removing.isPending}
      onSubmit={() => removing.mutate()}
      onClose={onClose}
    >
      <ul>
        <li>{t("rows.hangs.links", { count: links })}</li>
        <li>{t("rows.hangs.progress", { percent: figure(percent_complete[place]), count: reports })}</li>
        <li>{t("rows.hangs.photos", { count: photos })}</li>
      </ul>
      <p className="quiet">{t("rows.removeHint")}</p>
      {changed ? (
        <p className="failure" role="alert">
          {t("rows.changedMeanwhile")}
        </p>
      ) : (
        <Refusal error={error} words="refused" boot={boot} />
      )}
    </FormSheet>
  );
}
