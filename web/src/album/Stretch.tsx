/** The photos of one building over its time; of one viewpoint where somebody chooses one. */
import { useState } from "react";
import { Loading } from "../frame/Page";
import { t } from "../shared/i18n";
import type { Project } from "../shared/portfolio";
import { Compare } from "./Compare";
import { namer } from "./names";
import { OneOrAll } from "./OneOrAll";
import { TimeLapse } from "./TimeLapse";
import { PHOTOS_MOST, useStretch, useViewpoints } from "./useStretch";

interface Props {
  view: "compare" | "lapse";
  building: number;
  project: Project;
}

interface ChoiceProps {
  views: readonly { id: number; count: number }[];
  viewpoint: number | null;
  onChange: (viewpoint: number | null) => void;
}

function ViewpointChoice({ views, viewpoint, onChange }: ChoiceProps) {
  return (
    <OneOrAll
      label={t("film.viewpoint")}
      all={t("film.everyViewpoint")}
      value={viewpoint}
      onChange={onChange}
      className="film-viewpoint"
    >
      {views.map(({ id, count }, at) => (
        <option key={id} value={id}>
          {t("film.viewpointCount", { number: at + 1, count })}
        </option>
      ))}
    </OneOrAll>
  );
}

export function Stretch({ view, building, project }: Props) {
  const [viewpoint, setViewpoint] = useState<number | null>(null);
  const views = useViewpoints(building).data ?? [];
  const { data: photos } = useStretch(building, viewpoint);
  const name = namer(project)(building);
  return (
    <>
      {views.length > 0 && (
        <ViewpointChoice views={views} viewpoint={viewpoint} onChange={setViewpoint} />
      )}
      {photos === undefined && <Loading />}
      {photos && photos.length >= PHOTOS_MOST && (
        <p className="quiet">{t("film.spread", { count: PHOTOS_MOST })}</p>
      )}
      {photos && view === "compare" && (
        <Compare key={viewpoint} photos={photos} project={project} />
      )}
      {photos && view === "lapse" && (
        <TimeLapse key={viewpoint} photos={photos} project={project} building={name} />
      )}
    </>
  );
}
