/** What is known of a photo: where, when and by which clock, by whom, and how far it proves that. */
import { momentInWords } from "../shared/dates";
import { language, t } from "../shared/i18n";
import type { Project } from "../shared/portfolio";
import { photoTime } from "../shared/PhotoFrame";
import { Reuse } from "./Reuse";
import type { Photo } from "./types";
import "./PhotoFacts.css";

interface Props {
  photo: Photo;
  nameOfBuilding: (building: number | null) => string;
  project: Project;
}

const MARKS = { for: "+", missing: "?", against: "−" } as const;

/** The grade, and behind it what speaks for and against it; words are the server's. */
function Evidence({ photo }: { photo: Photo }) {
  if (!photo.grade) return null;
  return (
    <details className={`evidence evidence-${photo.grade}`}>
      <summary>{t("album.evidence", { words: photo.grade_words })}</summary>
      <ul>
        {photo.grade_reasons.map((reason) => (
          <li key={reason.code} className={`evidence-${reason.weight}`}>
            <span aria-hidden="true">{MARKS[reason.weight]}</span> {reason.words}
          </li>
        ))}
      </ul>
    </details>
  );
}

export function PhotoFacts({ photo, nameOfBuilding, project }: Props) {
  const { today, time_zone: zone } = project;
  const stored = momentInWords(photo.stored_at, language(), today, zone);
  return (
    <div className="photo-facts">
      <p>
        <strong>{nameOfBuilding(photo.building ?? null)}</strong> {photo.caption && <span>{photo.caption}</span>}
      </p>
      <p>
        <span>{photoTime(photo, today, zone)}</span>{" "}
        <small>{t(`sources.${photo.taken_at_source}`)}</small>
      </p>
      <Evidence photo={photo} />
      <Reuse photo={photo} nameOfBuilding={nameOfBuilding} project={project} />
      <p className="quiet">
        {t("album.uploaded", { who: photo.uploaded_by, when: stored })}
        {photo.camera_model && ` · ${photo.camera_make} ${photo.camera_model}`}
      </p>
    </div>
  );
}
