/** A building's latest photo: small in its row, large in a dialog. */
import { useRef, useState } from "react";
import { dayInWords, dayOf, momentInWords } from "./dates";
import { language, t } from "./i18n";
import type { Photo } from "./portfolio";
import "./Sheet.css";
import "./PhotoFrame.css";

interface Props {
  photo: Photo | null;
  building: string;
  today: string;
  zone: string;
}

export function photoTime(photo: Pick<Photo, "taken_at" | "stored_at">, today: string, zone: string): string {
  const when = momentInWords(photo.taken_at ?? photo.stored_at, language(), today, zone);
  return t(photo.taken_at ? "takenAt" : "takenUnknown", { when });
}

function Large({ photo, building, today, zone }: Props & { photo: Photo }) {
  const { "960": middle, "2048": large } = photo.renditions;
  return (
    <figure className="photo-large">
      <img
        src={large ?? middle ?? photo.renditions["320"] ?? undefined}
        srcSet={middle && large ? `${middle} 960w, ${large} 2048w` : undefined}
        sizes="96vw"
        alt={t("photoOf", { building })}
      />
      <figcaption>
        <strong>{building}</strong>
        {photo.caption && <span>{photo.caption}</span>}
        <span>{photoTime(photo, today, zone)}</span>
        {photo.taken_at && <small>{t(`sources.${photo.taken_at_source}`)}</small>}
      </figcaption>
    </figure>
  );
}

export function PhotoFrame({ photo, building, today, zone }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [opened, setOpened] = useState(false);
  const small = photo?.renditions["320"];
  if (!photo || !small) {
    return (
      <div className="photo photo-none">{t(photo ? "photoProcessing" : "noPhoto")}</div>
    );
  }
  const open = () => {
    setOpened(true);
    dialog.current?.showModal();
  };
  return (
    <>
      <button type="button" className="photo" onClick={open}>
        <span className="only-spoken">{t("photoOpen", { building })}</span>
        <img src={small} alt="" loading="lazy" decoding="async" />
        <span className="photo-time">
          {photo.taken_at
            ? dayInWords(dayOf(photo.taken_at, zone), language(), today)
            : t("timeUnknown")}
        </span>
      </button>
      <dialog
        ref={dialog}
        className="sheet sheet-photo"
        aria-label={t("photoOf", { building })}
        onClose={() => setOpened(false)}
        onClick={(event) => event.target === dialog.current && dialog.current?.close()}
      >
        {opened && <Large photo={photo} building={building} today={today} zone={zone} />}
        <button type="button" className="button close" onClick={() => dialog.current?.close()}>
          {t("close")}
        </button>
      </dialog>
    </>
  );
}
