/** One photo large, the others a key, a swipe or a button away. */
import { type CSSProperties, type PointerEvent, useEffect, useRef } from "react";
import { t } from "../shared/i18n";
import { Marks } from "../shared/Marks";
import type { Project } from "../shared/portfolio";
import { namer } from "./names";
import { PhotoFacts } from "./PhotoFacts";
import { stepOf } from "./steps";
import type { Photo } from "./types";
import "../shared/Sheet.css";
import "./Viewer.css";

interface Props {
  photos: readonly Photo[];
  /** The photo that is shown, by its id. */
  shown: number;
  project: Project;
  /** Another photo, or null: closed. */
  onShow: (photo: number | null) => void;
  /** The last one is near: there may be more to read. */
  onNearEnd?: () => void;
}

const NEAR_END = 3;

function Picture({ photo, alt }: { photo: Photo; alt: string }) {
  const { "320": small, "960": middle, "2048": large } = photo.renditions;
  const sources = [small && `${small} 320w`, middle && `${middle} 960w`, large && `${large} 2048w`];
  return (
    <span className="viewer-frame" style={{ "--ratio": photo.width / photo.height } as CSSProperties}>
      <img
        key={photo.id}
        className="viewer-picture"
        src={middle ?? small ?? undefined}
        srcSet={sources.filter(Boolean).join(", ")}
        sizes="100vw"
        alt={alt}
        draggable={false}
      />
      <Marks shapes={photo.drawing ?? []} />
    </span>
  );
}

export function Viewer(props: Props) {
  const { photos, shown, project, onShow, onNearEnd } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const from = useRef<number | null>(null);
  const at = photos.findIndex(({ id }) => id === shown);
  const photo = photos[at];
  const step = (by: number) => {
    const next = photos[at + by];
    if (next) onShow(next.id);
  };
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    if (photos.length - at <= NEAR_END) onNearEnd?.();
  }, [at, photos.length, onNearEnd]);
  const lift = (event: PointerEvent) => {
    if (from.current !== null) step(stepOf(event.clientX - from.current));
    from.current = null;
  };
  if (!photo) return null;
  const nameOfBuilding = namer(project);
  const building = nameOfBuilding(photo.building ?? null);
  return (
    <dialog
      ref={dialog}
      className="viewer"
      aria-label={t("album.viewer")}
      onClose={() => onShow(null)}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") step(-1);
        if (event.key === "ArrowRight") step(1);
      }}
    >
      <div
        className="viewer-stage"
        onPointerDown={(event) => {
          from.current = event.isPrimary ? event.clientX : null;
        }}
        onPointerUp={lift}
        onPointerCancel={() => {
          from.current = null;
        }}
      >
        <Picture photo={photo} alt={photo.caption || t("album.photoOf", { building })} />
      </div>
      <div className="viewer-foot">
        <PhotoFacts
          key={photo.id}
          photo={photo}
          nameOfBuilding={nameOfBuilding}
          project={project}
        />
        <div className="viewer-steps">
          <span className="quiet" aria-live="polite">
            {t("album.place", { at: at + 1, all: photos.length })}
          </span>
          <button type="button" className="button" disabled={at === 0} onClick={() => step(-1)}>
            <span aria-hidden="true">←</span> {t("album.newer")}
          </button>
          <button
            type="button"
            className="button"
            disabled={at === photos.length - 1}
            onClick={() => step(1)}
          >
            {t("album.older")} <span aria-hidden="true">→</span>
          </button>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {t("close")}
          </button>
        </div>
      </div>
    </dialog>
  );
}
