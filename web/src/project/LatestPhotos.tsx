/** The photos that came last, and the way to all of them. */
import { useState } from "react";
import { namer } from "../album/names";
import { PhotoTile } from "../album/PhotoTile";
import { usePhotos } from "../album/usePhotos";
import { Viewer } from "../album/Viewer";
import type { Photo } from "../album/types";
import { dayInWords, dayOf } from "../shared/dates";
import { language, t } from "../shared/i18n";
import type { Project } from "../shared/portfolio";
import { photosPath } from "../shared/projectPaths";

const LATEST = 8;

function whenOf(photo: Photo, project: Project): string {
  if (!photo.taken_at) return t("timeUnknown");
  return dayInWords(dayOf(photo.taken_at, project.time_zone), language(), project.today);
}

export function LatestPhotos({ project }: { project: Project }) {
  const { data } = usePhotos(project.id, null, LATEST);
  const [shown, setShown] = useState<number | null>(null);
  const photos = data?.pages[0]?.results;
  const nameOfBuilding = namer(project);
  return (
    <section className="panel" aria-labelledby="latest">
      <h3 id="latest">
        {t("home.latest")} <a href={photosPath(project.id)}>{t("home.allPhotos")}</a>
      </h3>
      {photos?.length === 0 && <p className="quiet">{t("album.empty")}</p>}
      <div className="tiles latest-tiles">
        {photos?.map((photo) => (
          <PhotoTile
            key={photo.id}
            photo={photo}
            building={nameOfBuilding(photo.building ?? null)}
            when={whenOf(photo, project)}
            onOpen={({ id }) => setShown(id)}
          />
        ))}
      </div>
      {shown !== null && (
        <Viewer
          photos={photos ?? []}
          shown={shown}
          project={project}
          onShow={setShown}
        />
      )}
    </section>
  );
}
