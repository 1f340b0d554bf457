/** One photo among others: small, and a way into the viewer. */
import { t } from "../shared/i18n";
import { Light } from "../shared/Light";
import type { Photo } from "./types";
import "./PhotoTile.css";

interface Props {
  photo: Photo;
  building: string;
  /** When it was taken, as far as the page around it does not say so. */
  when: string;
  onOpen: (photo: Photo) => void;
}

export function PhotoTile({ photo, building, when, onOpen }: Props) {
  const small = photo.renditions["320"];
  if (!small) return <div className="tile tile-none">{t("photoProcessing")}</div>;
  return (
    <button type="button" className="tile" data-photo={photo.id} onClick={() => onOpen(photo)}>
      <span className="only-spoken">{t("album.open", { building, when })}</span>
      <img src={small} alt="" loading="lazy" decoding="async" />
      {(photo.grade === "doubtful" || photo.flagged) && (
        <span className="tile-flag">
          <Light colour="red" size={14} />
          <span className="only-spoken">
            {photo.flagged ? t("album.reused") : photo.grade_words}
          </span>
        </span>
      )}
      <span className="photo-time" aria-hidden="true">
        {when}
      </span>
    </button>
  );
}
