/** A building growing: its photos one after another, and the same as a file to keep. */
import { useEffect, useState } from "react";
import { dayInWords, dayOf } from "../shared/dates";
import { language, t } from "../shared/i18n";
import type { Project } from "../shared/portfolio";
import { FilmExport } from "./FilmExport";
import { momentOf, type Photo } from "./types";
import "./Compare.css";

/** How long each photo is shown, in the page and in the file. */
export const SHOWN_MS = 700;
// the next ones are fetched while one is looked at
const AHEAD = 3;

interface Props {
  /** Oldest first. */
  photos: readonly Photo[];
  project: Project;
  building: string;
}

export function TimeLapse({ photos, project, building }: Props) {
  const [at, setAt] = useState(0);
  const [plays, setPlays] = useState(false);
  const count = photos.length;
  const photo = photos[Math.min(at, count - 1)];
  useEffect(() => {
    if (!plays || count < 2) return;
    const clock = setTimeout(() => setAt((now) => (now + 1) % count), SHOWN_MS);
    return () => clearTimeout(clock);
  }, [plays, at, count]);
  if (!photo || count < 2) return <p className="message quiet">{t("film.tooFew")}</p>;
  const day = dayInWords(dayOf(momentOf(photo), project.time_zone), language(), project.today);
  return (
    <div className="film">
      <div className="film-controls">
        <button type="button" className="button button-main" onClick={() => setPlays(!plays)}>
          {t(plays ? "film.stop" : "film.play")}
        </button>
        <input
          type="range"
          min={0}
          max={count - 1}
          value={at}
          aria-label={t("film.position")}
          aria-valuetext={day}
          onChange={(event) => {
            setPlays(false);
            setAt(Number(event.target.value));
          }}
        />
        <b>{day}</b>
        <span className="quiet">{t("album.place", { at: at + 1, all: count })}</span>
        <FilmExport photos={photos} shownMs={SHOWN_MS} name={`${project.code} ${building}`} />
      </div>
      <div className="film-stage">
        {/* the earlier one stays below until the next has come: no black between them */}
        {photos.slice(Math.max(0, at - 1), at + 1 + AHEAD).map((row) => (
          <img
            key={row.id}
            src={row.renditions["960"] ?? ""}
            alt={row.id === photo.id ? t("film.frame", { building, day }) : ""}
            style={{ zIndex: row.id === photo.id ? 2 : photos.indexOf(row) < at ? 1 : 0 }}
          />
        ))}
      </div>
    </div>
  );
}
