/** Second tap: the milestone, or the piece of work. */
import { useState } from "react";
import { Light } from "../../shared/Light";
import { dayInWords } from "../../shared/dates";
import { language, nameOf, t } from "../../shared/i18n";
import type { PhotoRecord } from "../store/records";
import type { SheetActivity, SheetProject } from "../sync/sheet";
import { FEW, found } from "./find";
import { hashOf } from "./where";

interface Props {
  project: SheetProject;
  building: number | null;
  photos: readonly PhotoRecord[];
}

export function BuildingPage({ project, building, photos }: Props) {
  const place = project.buildings.find(({ id }) => id === building);
  const work = project.activities.filter(({ building_id }) => building_id === building);
  const [words, setWords] = useState("");
  const shown = found(work, words);
  return (
    <>
      <h2 className="site-title" dir="auto">
        {place ? nameOf(place) : t("site.wholeSite")}
      </h2>
      {work.length === 0 && <p className="message">{t("site.noWork")}</p>}
      {work.length > FEW && (
        <input
          type="search"
          dir="auto"
          className="site-find"
          aria-label={t("site.find")}
          placeholder={t("site.find")}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      )}
      {work.length > 0 && shown.length === 0 && <p className="message">{t("site.noneFound")}</p>}
      <ul className="site-list">
        {shown.map((activity) => (
          <li key={activity.id}>
            <WorkRow project={project} activity={activity} photos={photos} />
          </li>
        ))}
      </ul>
      {project.left_out > 0 && (
        <p className="quiet site-foot">{t("site.leftOut", { count: project.left_out })}</p>
      )}
    </>
  );
}

interface RowProps {
  project: SheetProject;
  activity: SheetActivity;
  photos: readonly PhotoRecord[];
}

function WorkRow({ project, activity, photos }: RowProps) {
  const mine = photos.filter(({ place }) => place.activity === activity.id);
  const drafts = mine.filter(({ state }) => state === "draft").length;
  const due = activity.compared_finish ?? activity.planned_finish;
  return (
    <a
      className="site-row"
      href={hashOf({ page: "report", project: project.id, activity: activity.id })}
    >
      <b>
        {activity.light && (
          <Light colour={activity.light.colour} reached={activity.state !== "planned"} size={18} />
        )}
        <bdi>{nameOf(activity)}</bdi>
      </b>
      <span className="quiet">
        {due && dayInWords(due, language(), project.today)}
        {activity.days_late > 0 && (
          <em className="site-late"> {t("site.late", { days: activity.days_late })}</em>
        )}
        {activity.light === null && ` · ${Math.round(activity.percent_complete)} %`}
        {drafts > 0 && ` · ${t("site.drafts", { count: drafts })}`}
      </span>
    </a>
  );
}
