/** Camera or gallery; several at once. Says which were not kept, and why. */
import { useState } from "react";
import { t } from "../../shared/i18n";
import { type NotTaken, photoTake, type TakenBy } from "./intake";

interface Props {
  by: TakenBy;
  onTaken: () => void;
}

interface Refused {
  name: string;
  why: NotTaken;
}

export function PhotoInput({ by, onTaken }: Props) {
  const [doing, setDoing] = useState({ done: 0, all: 0 });
  const [refused, setRefused] = useState<Refused[]>([]);
  const take = async (files: readonly File[]) => {
    setRefused([]);
    onTaken();
    // one after the other: five hundred at once would not fit into a phone's memory
    for (const [index, file] of files.entries()) {
      setDoing({ done: index, all: files.length });
      const why = await photoTake(file, by, new Date());
      if (why) setRefused((before) => [...before, { name: file.name, why }]);
    }
    setDoing({ done: 0, all: 0 });
  };
  const input = (camera: boolean) => (
    <input
      type="file"
      accept="image/*,.heic,.heif"
      className="only-spoken"
      {...(camera ? { capture: "environment" as const } : { multiple: true })}
      onChange={(event) => {
        const files = [...(event.target.files ?? [])];
        // the same file may be chosen again
        event.target.value = "";
        void take(files);
      }}
    />
  );
  return (
    <>
      <div className="site-take">
        <label className="button site-big">
          {input(true)}
          {t("site.camera")}
        </label>
        <label className="button site-big">
          {input(false)}
          {t("site.gallery")}
        </label>
      </div>
      {doing.all > 0 && (
        <p role="status">
          <progress max={doing.all} value={doing.done} /> {t("site.taking", doing)}
        </p>
      )}
      {refused.length > 0 && (
        <ul className="failure" role="alert">
          {refused.map(({ name, why }, index) => (
            <li key={index}>{t(`site.notTaken.${why}`, { name })}</li>
          ))}
        </ul>
      )}
    </>
  );
}
