/** The time-lapse as an animated WebP: put together in the browser from the photos as they are. */
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { problemOf } from "../shared/api";
import { t } from "../shared/i18n";
import { animatedWebp } from "./animated";
import type { Photo } from "./types";

interface Props {
  photos: readonly Photo[];
  shownMs: number;
  /** Of the file, without its ending. */
  name: string;
}

async function bytesOf(photo: Photo): Promise<Uint8Array> {
  const response = await fetch(photo.renditions["960"] ?? "");
  if (!response.ok) throw await problemOf(response);
  return new Uint8Array(await response.arrayBuffer());
}

function handOver(file: Uint8Array<ArrayBuffer>, name: string): void {
  const address = URL.createObjectURL(new Blob([file], { type: "image/webp" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${name.replaceAll(/[\\/:*?"<>|]/g, "-")}.webp`;
  link.click();
  URL.revokeObjectURL(address);
}

export function FilmExport({ photos, shownMs, name }: Props) {
  const [read, setRead] = useState(0);
  const making = useMutation({
    mutationFn: async () => {
      const stills: Uint8Array[] = [];
      for (const photo of photos) {
        stills.push(await bytesOf(photo));
        setRead(stills.length);
      }
      handOver(animatedWebp(stills, shownMs), name);
    },
    onMutate: () => setRead(0),
  });
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={making.isPending}
        onClick={() => making.mutate()}
      >
        {making.isPending ? t("film.making", { read, all: photos.length }) : t("film.export")}
      </button>
      {making.error && (
        <span className="failure" role="alert">
          {t("refused", { detail: making.error.message })}
        </span>
      )}
    </>
  );
}
