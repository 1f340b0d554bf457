/** The board on a television: turns its own pages, stays fresh and awake, needs no mouse. */
import { useRef } from "react";
import { usePortfolio } from "../board/usePortfolio";
import { Loading } from "../frame/Page";
import { Trouble } from "../frame/Trouble";
import type { Boot } from "../shared/boot";
import { timeOf } from "../shared/dates";
import { t, wordsAdd } from "../shared/i18n";
import * as mapWords from "../shared/i18n/mapWords";
import * as words from "../shared/i18n/wallWords";
import { sheetsOf } from "./rotation";
import { SheetShown } from "./Sheets";
import { type Rotation, useRotation } from "./useRotation";
import { useWakeLock } from "./useWakeLock";
import "./Wall.css";

wordsAdd(words);
wordsAdd(mapWords);

interface FootProps {
  boot: Boot;
  rotation: Rotation;
  count: number;
  time: string;
  onFull: () => void;
}

function Foot({ boot, rotation, count, time, onFull }: FootProps) {
  const awake = useWakeLock();
  return (
    <footer className="wall-foot">
      <a href={boot.urls.board}>{t("product")}</a>
      <span>{time && t("asOf", { time })}</span>
      <span aria-live="off">{count > 0 && t("wall.place", { at: rotation.at + 1, all: count })}</span>
      {!awake && <span className="quiet">{t("wall.maySleep")}</span>}
      <span className="wall-buttons">
        <button type="button" className="button" onClick={() => rotation.step(-1)}>
          {t("wall.back")}
        </button>
        <button type="button" className="button" aria-pressed={rotation.paused} onClick={rotation.pause}>
          {t(rotation.paused ? "wall.goOn" : "wall.pause")}
        </button>
        <button type="button" className="button" onClick={() => rotation.step(1)}>
          {t("wall.next")}
        </button>
        <button type="button" className="button" onClick={onFull}>
          {t("wall.full")}
        </button>
      </span>
    </footer>
  );
}

export default function Wall({ boot }: { boot: Boot }) {
  const { data, error, isPending, refetch } = usePortfolio();
  const wall = useRef<HTMLDivElement>(null);
  const sheets = sheetsOf(data?.projects ?? []);
  const rotation = useRotation(sheets.length);
  const sheet = sheets[rotation.at];
  const time = data ? timeOf(data.as_of) : "";
  const full = () => {
    // refused where a policy of the browser says so; the page stays as it is
    const turn = document.fullscreenElement
      ? document.exitFullscreen()
      : wall.current?.requestFullscreen();
    void turn?.catch(() => undefined);
  };
  return (
    <div className="wall" ref={wall}>
      <h1 className="only-spoken">{t("wallLink")}</h1>
      <main id="sheet" tabIndex={-1}>
        <Trouble error={error} time={time} boot={boot} onRetry={() => void refetch()} />
        {isPending && <Loading />}
        {sheet && data && <SheetShown sheet={sheet} all={data.projects} />}
        {data && !sheet && <p className="message">{t("empty")}</p>}
      </main>
      <Foot boot={boot} rotation={rotation} count={sheets.length} time={time} onFull={full} />
    </div>
  );
}
