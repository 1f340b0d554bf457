/** One photo: large, its marks, how far it is, and what can be done about it. */
import { useEffect, useState } from "react";
import { dayOf, momentInWords } from "../../shared/dates";
import { language, t } from "../../shared/i18n";
import { DrawBoard } from "../draw/DrawBoard";
import { Marks } from "../../shared/Marks";
import { isFull } from "../store/database";
import { bytesOf, draftRemove, photoChange } from "../store/photos";
import type { PhotoRecord, Shape } from "../store/records";
import { RefusalWords } from "./RefusalWords";
import { thumbUrl } from "./PhotoGrid";

/** The address of the whole picture, as long as it is shown. */
function useBlobUrl(blob: Blob | null): string {
  const [url, setUrl] = useState("");
  useEffect(() => {
    if (!blob) return setUrl("");
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}

interface Props {
  id: string;
  photos: readonly PhotoRecord[];
}

export function PhotoPage({ id, photos }: Props) {
  const photo = photos.find((each) => each.id === id);
  const [blob, setBlob] = useState<Blob | null>(null);
  const [unkept, setUnkept] = useState("");
  useEffect(() => {
    void bytesOf(id).then(
      (found) => setBlob(found ?? null),
      () => setBlob(null),
    );
  }, [id]);
  const whole = useBlobUrl(blob);
  if (!photo) return <p className="message">{t("site.photoGone")}</p>;
  // what the browser cannot decode (HEIC) has no thumb either
  const url = photo.thumb ? whole || thumbUrl(photo) : "";
  const isOpen = photo.state === "draft" || photo.state === "waiting";
  return (
    <article className="site-photo">
      <h2 className="site-title">
        <small className="quiet" dir="auto">
          {photo.place.label}
        </small>
        {t(`site.states.${photo.state}`)}
      </h2>
      {url && isOpen && (
        <DrawBoard
          key={id}
          url={url}
          shapes={photo.shapes}
          onChange={(shapes: Shape[]) =>
            void photoChange(id, { shapes }).then(
              () => setUnkept(""),
              (error: unknown) => setUnkept(isFull(error) ? "storageFull" : "notKept"),
            )
          }
        />
      )}
      {unkept && (
        <p className="failure" role="alert">
          {t(`site.notSaved.${unkept}`)}
        </p>
      )}
      {url && !isOpen && (
        <div className="site-canvas">
          <img src={url} alt={photo.name} />
          <Marks shapes={photo.shapes} />
        </div>
      )}
      {!url && <p className="message">{t("site.noPreview", { name: photo.name })}</p>}
      <RefusalWords {...photo} />
      <PhotoFacts photo={photo} />
      <PhotoDeeds photo={photo} url={whole} />
    </article>
  );
}

function PhotoFacts({ photo }: { photo: PhotoRecord }) {
  return (
    <dl className="site-facts">
      <dt>{t("site.taken")}</dt>
      <dd>{momentHere(photo.capturedAt)}</dd>
      <dt>{t("site.position")}</dt>
      <dd>
        {photo.position
          ? t("site.positionSaid", { metres: photo.position.accuracyM })
          : t("site.positionNone")}
      </dd>
      <dt>SHA-256</dt>
      <dd className="site-hash">{photo.sha256}</dd>
      {photo.receipt && (
        <>
          <dt>{t("site.receipt")}</dt>
          <dd>
            {t("site.receiptSaid", {
              photo: photo.receipt.photo,
              time: momentHere(photo.receipt.stored_at),
            })}
          </dd>
        </>
      )}
    </dl>
  );
}

/** A moment by the phone's own zone: its owner compares it with his watch. */
function momentHere(moment: string): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return momentInWords(moment, language(), dayOf(new Date().toISOString(), zone), zone);
}

function PhotoDeeds({ photo, url }: { photo: PhotoRecord; url: string }) {
  const again = { state: "waiting", nextAt: 0, refusal: null } as const;
  const isOurs = photo.state === "draft" || photo.state === "refused";
  return (
    <div className="site-tools">
      {photo.state === "refused" && (
        <button type="button" className="button" onClick={() => void photoChange(photo.id, again)}>
          {t("site.tryAgain")}
        </button>
      )}
      {url && (
        <a className="button" href={url} download={photo.name || `${photo.id}.jpg`}>
          {t("site.saveToPhone")}
        </a>
      )}
      {isOurs && (
        <button
          type="button"
          className="button"
          onClick={() => {
            if (!window.confirm(t("site.removeSure"))) return;
            void draftRemove(photo.id).then(() => window.history.back());
          }}
        >
          {t("site.remove")}
        </button>
      )}
    </div>
  );
}
