/** How far it is, with photos. Everything is on the phone before anything is said to be saved. */
import { dayInWords } from "../../shared/dates";
import { language, nameOf, t } from "../../shared/i18n";
import { usePosition } from "../capture/position";
import { isFull } from "../store/database";
import { PhotoInput } from "../capture/PhotoInput";
import { reportSubmit } from "../capture/submit";
import type { PhotoRecord, Place, ReportRecord } from "../store/records";
import type { SheetActivity, SheetProject } from "../sync/sheet";
import { useState } from "react";
import { PhotoGrid } from "./PhotoGrid";
import { ProgressFields, type Said } from "./ProgressFields";
import { hashOf } from "./where";
import "./Report.css";

interface Props {
  user: string;
  project: SheetProject;
  activity: number;
  photos: readonly PhotoRecord[];
  reports: readonly ReportRecord[];
}

export function ReportPage({ project, activity: id, ...rest }: Props) {
  const activity = project.activities.find((each) => each.id === id);
  if (!activity) return <p className="message">{t("site.workGone")}</p>;
  return <Report project={project} activity={activity} {...rest} />;
}

interface ReportProps extends Omit<Props, "activity"> {
  activity: SheetActivity;
}

function Report({ user, project, activity, photos, reports }: ReportProps) {
  const position = usePosition();
  const place = placeOf(project, activity);
  const mine = photos.filter((photo) => photo.place.activity === activity.id);
  const drafts = mine.filter(({ state }) => state === "draft");
  const last = lastReportOf(reports, activity);
  const start: Said = { percent: last?.percent ?? activity.percent_complete, note: "", claim: false };
  const [said, setSaid] = useState<Said>(start);
  const [saved, setSaved] = useState<Saved>("");
  const [isTaking, setTaking] = useState(false);
  const isChanged = said.percent !== start.percent || said.note.trim() !== "" || said.claim;
  const save = async () => {
    try {
      await reportSubmit({ user, place, said: isChanged ? said : null, now: new Date() });
    } catch (error) {
      return setSaved(isFull(error) ? "storageFull" : "notKept");
    }
    setSaid({ ...said, note: "", claim: false });
    setSaved("saved");
  };
  const taking = (isOn: boolean) => {
    setTaking(isOn);
    setSaved("");
  };
  const due = activity.compared_finish ?? activity.planned_finish;
  return (
    <form
      className="site-report"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2 className="site-title">
        <small className="quiet" dir="auto">
          {place.label.split(" · ")[0]}
        </small>
        <span dir="auto">{nameOf(activity)}</span>
      </h2>
      <p className="quiet">
        {due && t("site.due", { day: dayInWords(due, language(), project.today) })}
        {activity.days_late > 0 && (
          <em className="site-late"> {t("site.late", { days: activity.days_late })}</em>
        )}
        {activity.light && ` · ${photosWanted(activity, mine.length)}`}
      </p>
      <PhotoInput by={{ user, place, position }} onTaking={taking} />
      <PhotoGrid photos={mine} />
      <ProgressFields
        said={said}
        canClaim={activity.light !== null && activity.state === "planned"}
        onChange={(next) => {
          setSaid(next);
          setSaved("");
        }}
      />
      <div className="site-save">
        <button
          type="submit"
          className="button button-main site-big"
          disabled={isTaking || (!isChanged && drafts.length === 0)}
        >
          {drafts.length ? t("site.saveWith", { count: drafts.length }) : t("site.save")}
        </button>
        <SaveWords saved={saved} />
      </div>
    </form>
  );
}

/** "": not submitted yet. */
type Saved = "" | "saved" | "storageFull" | "notKept";

function SaveWords({ saved }: { saved: Saved }) {
  if (saved === "") return null;
  const isSaved = saved === "saved";
  return (
    <p role={isSaved ? "status" : "alert"} className={isSaved ? undefined : "failure"}>
      {t(isSaved ? "site.saved" : `site.notSaved.${saved}`)}{" "}
      <a href={hashOf({ page: "queue" })}>{t("site.showQueue")}</a>
    </p>
  );
}

function placeOf(project: SheetProject, activity: SheetActivity): Place {
  const building = project.buildings.find(({ id }) => id === activity.building_id);
  const where = building ? nameOf(building) : nameOf(project);
  return {
    project: project.id,
    building: activity.building_id,
    activity: activity.id,
    label: `${where} · ${nameOf(activity)}`,
  };
}

/** What was said here and has not come back in a sheet yet. */
function lastReportOf(
  reports: readonly ReportRecord[],
  activity: SheetActivity,
): ReportRecord | undefined {
  const open = reports.filter(
    ({ place, kind, state }) =>
      place.activity === activity.id && kind === "progress" && state !== "safe",
  );
  return open.sort((one, other) => other.madeAt.localeCompare(one.madeAt))[0];
}

function photosWanted(activity: SheetActivity, onPhone: number): string {
  const { photos_required: required, photo_count: there } = activity;
  return t("site.photosOf", { there, required, onPhone });
}
