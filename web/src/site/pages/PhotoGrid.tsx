/** Photos as tiles, each with how far it is; green only when the server's receipt has come. */
import { memo } from "react";
import { t } from "../../shared/i18n";
import type { PhotoRecord } from "../store/records";
import { Marks } from "../../shared/Marks";
import { hashOf } from "./where";
import "./PhotoGrid.css";

export function PhotoGrid({ photos }: { photos: readonly PhotoRecord[] }) {
  if (!photos.length) return null;
  const newest = [...photos].sort((one, other) => other.capturedAt.localeCompare(one.capturedAt));
  return (
    <ul className="site-photos">
      {newest.map((photo) => (
        <li key={photo.id}>
          <PhotoTile photo={photo} />
        </li>
      ))}
    </ul>
  );
}

const PhotoTile = memo(function PhotoTile({ photo }: { photo: PhotoRecord }) {
  const url = thumbUrl(photo);
  const percent = photo.size ? Math.round((photo.sent / photo.size) * 100) : 0;
  return (
    <a className={`site-tile site-tile-${photo.state}`} href={hashOf({ page: "photo", id: photo.id })}>
      <span className="site-frame">
        {url ? <img src={url} alt={photo.name} /> : <small dir="auto">{photo.name}</small>}
        {url && <Marks shapes={photo.shapes} />}
      </span>
      <span className="site-state">
        {t(`site.states.${photo.state}`)}
        {photo.state === "sending" && ` ${percent} %`}
      </span>
    </a>
  );
});

const urls = new Map<string, string>();

/** The address of a photo's small picture: one for as long as the page is open, or tiles would blink. */
export function thumbUrl({ id, thumb }: PhotoRecord): string {
  if (!thumb) return "";
  const known = urls.get(id) ?? URL.createObjectURL(thumb);
  urls.set(id, known);
  return known;
}
