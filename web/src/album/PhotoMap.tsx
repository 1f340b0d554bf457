/** Where photos were taken, over the site; only for whom positions are shown to. */
import { useState } from "react";
import { isDrawn, SiteMap } from "../map/SiteMap";
import type { Ground } from "../project/useHome";
import { dayInWords, dayOf } from "../shared/dates";
import { language, t } from "../shared/i18n";
import type { Project } from "../shared/portfolio";
import { namer } from "./names";
import { momentOf, type Photo } from "./types";
import { Viewer } from "./Viewer";
import "./PhotoMap.css";

const RADIUS = 7;

interface Props {
  project: Project;
  boundary: Ground["footprint"];
  ground: readonly Ground[];
  photos: readonly Photo[];
}

export function PhotoMap({ project, boundary, ground, photos }: Props) {
  const [shown, setShown] = useState<number | null>(null);
  const nameOfBuilding = namer(project);
  const placed = photos.flatMap((photo) =>
    photo.latitude === null || photo.longitude === null
      ? []
      : [{ photo, place: [photo.longitude, photo.latitude] as const }],
  );
  if (project.role === "viewer") return <p className="message quiet">{t("film.placesHidden")}</p>;
  if (placed.length === 0) return <p className="message quiet">{t("film.noPlaces")}</p>;
  const drawn = isDrawn({ boundary, footprints: ground });
  const words = (photo: Photo) =>
    `${nameOfBuilding(photo.building ?? null)}, ${dayInWords(dayOf(momentOf(photo), project.time_zone), language(), project.today)}`;
  return (
    <>
      <p className="quiet">{t("film.placed", { placed: placed.length, all: photos.length })}</p>
      <div className="photo-map">
        <SiteMap
          project={project}
          boundary={boundary}
          footprints={ground}
          // a photo from far away must not make the site a dot
          places={drawn ? [] : placed.map(({ place }) => place)}
        >
          {(drawing) =>
            placed.map(({ photo, place }) => {
              const [x, y] = drawing.at(place);
              return (
                <circle
                  key={photo.id}
                  className="photo-dot"
                  cx={x}
                  cy={y}
                  r={RADIUS}
                  role="button"
                  tabIndex={0}
                  aria-label={words(photo)}
                  onClick={() => setShown(photo.id)}
                  onKeyDown={(event) => {
                    if (event.key !== "Enter" && event.key !== " ") return;
                    // the key would go on to the button that gets the focus
                    event.preventDefault();
                    setShown(photo.id);
                  }}
                />
              );
            })
          }
        </SiteMap>
      </div>
      {shown !== null && (
        <Viewer
          photos={placed.map(({ photo }) => photo)}
          shown={shown}
          project={project}
          onShow={setShown}
        />
      )}
    </>
  );
}
