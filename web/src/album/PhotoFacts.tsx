/** What is known of a photo: where, when and by which clock, by whom. */
import { momentInWords } from "../shared/dates";
import { language, t } from "../shared/i18n";
import { photoTime } from "../shared/PhotoFrame";
import type { Photo } from "./types";

interface Props {
  photo: Photo;
  building: string;
  today: string;
  zone: string;
}

export function PhotoFacts({ photo, building, today, zone }: Props) {
  const stored = momentInWords(photo.stored_at, language(), today, zone);
  return (
    <div className="photo-facts">
      <p>
        <strong>{building}</strong> {photo.caption && <span>{photo.caption}</span>}
      </p>
      <p>
        <span>{photoTime(photo, today, zone)}</span>{" "}
        <small>{t(`sources.${photo.taken_at_source}`)}</small>
      </p>
      <p className="quiet">
        {t("album.uploaded", { who: photo.uploaded_by, when: stored })}
        {photo.camera_model && ` · ${photo.camera_make} ${photo.camera_model}`}
      </p>
    </div>
  );
}
