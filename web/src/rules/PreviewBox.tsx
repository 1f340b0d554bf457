/** Who would be told, at which level, when and by what, if an alert began now. */
import { useState } from "react";
import { Problem } from "../shared/api";
import { dayOf, momentInWords } from "../shared/dates";
import { language, nameOf, t } from "../shared/i18n";
import { listed } from "./recipients";
import type { Preview, Rule } from "./types";
import { useMilestones, usePreview } from "./useRules";

type LevelTold = Preview["levels"][number];

function LevelLine({ level, zone }: { level: LevelTold; zone: string }) {
  const today = dayOf(new Date().toISOString(), zone);
  const moment = (instant: string) => momentInWords(instant, language(), today, zone);
  const people = level.people.map((person) => {
    const channels = listed(person.channels.map((channel) => t(`channels.${channel}`)));
    if (person.told_from === level.told_from) return `${person.display_name} (${channels})`;
    const how = person.told_from
      ? t("previewHours", { channels, moment: moment(person.told_from) })
      : t("previewNever", { channels });
    return `${person.display_name} (${how})`;
  });
  const groups = level.groups.map(({ label, channel }) => `${label} (${t(`channels.${channel}`)})`);
  return (
    <li>
      <span className="quiet">
        {t("levelTitle", { level: level.level })} · {moment(level.told_from)}
      </span>
      <span>{listed([...people, ...groups]) || t("previewNobody")}</span>
    </li>
  );
}

interface Props {
  project: { id: number; time_zone?: string };
  kind: Rule["kind"];
}

function Asked({ project, kind }: Props) {
  const [milestone, setMilestone] = useState<number | null>(null);
  const { data: milestones = [] } = useMilestones(project.id);
  const { data, error } = usePreview(project.id, kind, milestone);
  const zone = project.time_zone ?? "Asia/Shanghai";
  return (
    <>
      <label className="field">
        <span>{t("previewMilestone")}</span>
        <select
          value={milestone ?? ""}
          onChange={(event) => setMilestone(Number(event.target.value) || null)}
        >
          <option value="">{t("choose")}</option>
          {milestones.map((row) => (
            <option key={row.id} value={row.id}>
              {nameOf(row)}
            </option>
          ))}
        </select>
      </label>
      {error && <p className="failure">{error instanceof Problem ? error.message : t("noAnswer")}</p>}
      {data && (
        <ol className="ladder" aria-live="polite">
          {data.levels.map((level) => (
            <LevelLine key={level.level} level={level} zone={zone} />
          ))}
        </ol>
      )}
    </>
  );
}

/** The milestones are read for those who open it. */
export function PreviewBox({ project, kind }: Props) {
  const [opened, setOpened] = useState(false);
  return (
    <details className="rule-preview" onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{t("previewTitle")}</summary>
      {opened && <Asked project={project} kind={kind} />}
    </details>
  );
}
