/** Two photos of one building over each other, and a line between them that one moves. */
import { type CSSProperties, useState } from "react";
import { momentInWords } from "../shared/dates";
import { language, t } from "../shared/i18n";
import type { Project } from "../shared/portfolio";
import { momentOf, type Photo } from "./types";
import "./Compare.css";

interface ChoiceProps {
  label: string;
  photos: readonly Photo[];
  chosen: Photo;
  whenOf: (photo: Photo) => string;
  onChange: (id: number) => void;
}

function Choice({ label, photos, chosen, whenOf, onChange }: ChoiceProps) {
  return (
    <label className="album-choice">
      <span>{label}</span>
      <select value={chosen.id} onChange={(event) => onChange(Number(event.target.value))}>
        {photos.map((photo) => (
          <option key={photo.id} value={photo.id}>
            {whenOf(photo)}
          </option>
        ))}
      </select>
    </label>
  );
}

function largeOf(photo: Photo): string {
  return photo.renditions["2048"] ?? photo.renditions["960"] ?? "";
}

/** `photos` oldest first; at least two. */
export function Compare({ photos, project }: { photos: readonly Photo[]; project: Project }) {
  const [ids, setIds] = useState<readonly [number?, number?]>([]);
  const [at, setAt] = useState(50);
  const before = photos.find(({ id }) => id === ids[0]) ?? photos[0];
  const after = photos.find(({ id }) => id === ids[1]) ?? photos.at(-1);
  if (!before || !after || photos.length < 2) {
    return <p className="message quiet">{t("film.tooFew")}</p>;
  }
  const whenOf = (photo: Photo) =>
    momentInWords(momentOf(photo), language(), project.today, project.time_zone);
  return (
    <div className="compare">
      <div className="film-controls">
        <Choice
          label={t("film.before")}
          photos={photos}
          chosen={before}
          whenOf={whenOf}
          onChange={(id) => setIds([id, ids[1]])}
        />
        <Choice
          label={t("film.after")}
          photos={photos}
          chosen={after}
          whenOf={whenOf}
          onChange={(id) => setIds([ids[0], id])}
        />
      </div>
      <div className="compare-stage" style={{ "--at": `${at}%` } as CSSProperties}>
        <img src={largeOf(before)} alt={t("film.beforeAlt", { when: whenOf(before) })} />
        <img
          className="compare-after"
          src={largeOf(after)}
          alt={t("film.afterAlt", { when: whenOf(after) })}
        />
        <span className="compare-line" aria-hidden="true" />
        <input
          type="range"
          min={0}
          max={100}
          value={at}
          aria-label={t("film.line")}
          onChange={(event) => setAt(Number(event.target.value))}
        />
      </div>
    </div>
  );
}
