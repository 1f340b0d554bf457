/** Camera or gallery; several at once. Says which were not kept, and why. */
import { useState } from "react";
import { t } from "../../shared/i18n";
import { type NotTaken, photoTake, type TakenBy } from "./intake";

interface Props {
  by: TakenBy;
  /** Told when photos begin to be saved, and when all are. */
  onTaking: (isOn: boolean) => void;
}

interface Refused {
  name: string;
  why: NotTaken;
}

export function PhotoInput({ by, onTaking }: Props) {
  const [doing, setDoing] = useState({ done: 0, all: 0 });
  const [refused, setRefused] = useState<Refused[]>([]);
  const take = async (files: readonly File[]) => {
    setRefused([]);
    onTaking(true);
    // one after the other: five hundred at once would not fit into a phone's memory
    for (const [index, file] of files.entries()) {
      setDoing({ done: index, all: files.length });
      const why = await photoTake(file, by, new Date());
      if (why) setRefused((before) => [...before, { name: file.name, why }]);
    }
    setDoing({ done: 0, all: 0 });
    onTaking(false);
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
        <div className="failure" role="alert">
          <ul>
            {byReason(refused).map(([why, names]) => (
              <li key={why}>{t(`site.notTaken.${why}`, { name: namesInWords(names) })}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** Each reason once: five hundred lines say less. */
function byReason(refused: readonly Refused[]): [NotTaken, string[]][] {
  const reasons = new Set(refused.map(({ why }) => why));
  return [...reasons].map((reason) => [
    reason,
    refused.filter(({ why }) => why === reason).map(({ name }) => name),
  ]);
}

const NAMED_MOST = 3;
const LETTERS_MOST = 40;

function namesInWords(names: readonly string[]): string {
  const named = names.slice(0, NAMED_MOST).map(shortened).join(t("site.listComma"));
  const rest = names.length - NAMED_MOST;
  return rest > 0 ? t("site.andMore", { named, count: rest }) : named;
}

function shortened(name: string): string {
  return name.length > LETTERS_MOST ? `${name.slice(0, LETTERS_MOST)}…` : name;
}
