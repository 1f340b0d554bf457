/** The project's calendar: which one it is, its holidays and make-up days, and one of China's. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Refusal } from "../../../frame/Refusal";
import { post } from "../../../shared/api";
import { type Boot, csrfNow } from "../../../shared/boot";
import { t } from "../../../shared/i18n";
import { civilOf, isoOf } from "../../geometry/days";
import type { Gantt, Plan } from "../../plan";
import { Choice } from "../../../shared/Choice";
import { ganttKey } from "../../useGantt";
import { stretchesOf, yearsOf } from "./holidays";

type Calendar = Gantt["calendars"][number];

function Year({ calendar, today }: { calendar: Calendar; today: number }) {
  const years = yearsOf(calendar);
  const [year, setYear] = useState(civilOf(today).year);
  if (!years.length) return <p className="quiet">{t("settings.noHolidays")}</p>;
  return (
    <details className="settings-year">
      <summary>{t("settings.holidays")}</summary>
      <Choice label={t("settings.year")} value={year} onChange={(said) => setYear(Number(said))}>
        {[...new Set([...years, year])].toSorted().map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </Choice>
      <ul>
        {stretchesOf(calendar, year).map(({ first, last, worked, name }) => (
          <li key={first}>
            {isoOf(first)}
            {last > first && ` – ${isoOf(last)}`} {name} ·{" "}
            {t(worked ? "settings.worked" : "settings.off")}
          </li>
        ))}
      </ul>
    </details>
  );
}

interface Props {
  plan: Plan;
  boot: Boot;
  mayEdit: boolean;
  /** The calendar's id, or nothing. */
  value: string;
  onChange: (id: string) => void;
}

export function CalendarPart({ plan, boot, mayEdit, value, onChange }: Props) {
  const { project, calendars, today } = plan.said;
  const client = useQueryClient();
  const making = useMutation({
    mutationFn: () =>
      post<{ id: number }>(
        "/api/v1/calendars/",
        { project, name: t("settings.chinaName"), preset: "china" },
        csrfNow(boot),
      ),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ganttKey(project), exact: true });
      onChange(String(id));
    },
  });
  const chosen = calendars.find(({ id }) => String(id) === value);
  return (
    <>
      <Choice label={t("settings.calendar")} value={value} onChange={onChange}>
        <option value="">{t("settings.mondayToFriday")}</option>
        {calendars.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      {chosen && <Year calendar={chosen} today={today} />}
      {mayEdit && (
        <p>
          <button
            type="button"
            className="button-plain"
            disabled={making.isPending}
            onClick={() => making.mutate()}
          >
            {t("settings.makeChina")}
          </button>
        </p>
      )}
      <Refusal error={making.error} words="refused" boot={boot} />
    </>
  );
}
