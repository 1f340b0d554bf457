/** All that was captured: what waits and why, what is safe, and whether everything arrived. */
import { useEffect, useState } from "react";
import { LanguageSwitch, ThemeSwitch } from "../../frame/Switches";
import type { Boot } from "../../shared/boot";
import { t } from "../../shared/i18n";
import { spaceFree } from "../store/photos";
import { reportKeep, reportRemove } from "../store/reports";
import type { PhotoRecord, ReportRecord } from "../store/records";
import type { Torn } from "../store/torn";
import { missingSend, reconcile, type Reconciled } from "../sync/reconcile";
import { type Sheet, sheetForget } from "../sync/sheet";
import { type Room, roomAsk } from "../sync/storage";
import { PhotoGrid } from "./PhotoGrid";
import { Held } from "./Held";
import { RefusalWords } from "./RefusalWords";
import { TornList } from "./TornList";

interface Props {
  boot: Boot;
  csrf: () => string;
  onSend: () => void;
  sheet: Sheet | null;
  photos: readonly PhotoRecord[];
  reports: readonly ReportRecord[];
  torn: readonly Torn[];
}

export function QueuePage({ boot, csrf, onSend, sheet, photos, reports, torn }: Props) {
  const open = reports.filter(({ state }) => state !== "safe");
  const others = photos.filter(({ user }) => sheet && user !== sheet.user);
  return (
    <>
      <h2 className="site-title">{t("site.queue")}</h2>
      <Arrived photos={photos} csrf={csrf} />
      {others.length > 0 && (
        <p className="site-notice">{t("site.ofOthers", { count: others.length })}</p>
      )}
      {torn.length > 0 && (
        <section aria-labelledby="torn">
          <h3 id="torn">{t("site.torn", { count: torn.length })}</h3>
          <TornList torn={torn} canRemove />
        </section>
      )}
      <Held photos={photos} />
      <ul className="site-list">
        {open.map((report) => (
          <li key={report.id} className="site-entry">
            <ReportEntry report={report} />
          </li>
        ))}
      </ul>
      <PhotoGrid photos={photos} />
      {!photos.length && !reports.length && !torn.length && <p className="message">{t("site.queueEmpty")}</p>}
      <div className="site-tools">
        <button type="button" className="button" onClick={onSend}>
          {t("site.sendNow")}
        </button>
      </div>
      <Storage photos={photos} />
      <div className="site-tools">
        <LanguageSwitch boot={boot} />
        <ThemeSwitch />
      </div>
      <form method="post" action={boot.urls.signOut} onSubmit={() => void sheetForget()}>
        <input type="hidden" name="csrfmiddlewaretoken" value={csrf()} />
        <p className="site-tools">
          <a href={boot.urls.board}>{t("site.toBoard")}</a>
          <button type="submit" className="button">
            {t("signOut")}
          </button>
        </p>
      </form>
    </>
  );
}

function ReportEntry({ report }: { report: ReportRecord }) {
  const what = report.kind === "claim" ? t("site.claim") : `${Math.round(report.percent ?? 0)} %`;
  const again: ReportRecord = { ...report, state: "waiting", nextAt: 0, refusal: null };
  return (
    <>
      <b dir="auto">{report.place.label}</b>
      <span className="quiet">
        {what} · {t(`site.states.${report.state}`)}
      </span>
      {report.note && (
        <span className="quiet" dir="auto">
          {report.note}
        </span>
      )}
      <RefusalWords {...report} />
      {report.state === "refused" && (
        <span className="site-tools">
          <button type="button" className="button" onClick={() => void reportKeep(again)}>
            {t("site.tryAgain")}
          </button>
          <button type="button" className="button" onClick={() => void reportRemove(report.id)}>
            {t("site.remove")}
          </button>
        </span>
      )}
    </>
  );
}

/** The phone's list against the server's. */
function Arrived({ photos, csrf }: { photos: readonly PhotoRecord[]; csrf: () => string }) {
  const [found, setFound] = useState<Reconciled | "failed" | null>(null);
  const [isBusy, setBusy] = useState(false);
  const compare = async () => {
    setBusy(true);
    const answer = await reconcile(photos, csrf()).catch(() => "failed" as const);
    if (answer !== "failed") await missingSend(answer.missing);
    setFound(answer);
    setBusy(false);
  };
  const given = photos.some(({ state }) => state !== "draft");
  return (
    <section className="site-arrived" aria-live="polite">
      <button
        type="button"
        className="button button-main"
        disabled={!given || isBusy}
        onClick={() => void compare()}
      >
        {t(isBusy ? "site.comparing" : "site.compare")}
      </button>
      {found === "failed" && <p className="failure">{t("site.compareFailed")}</p>}
      {found && found !== "failed" && (
        <p className={found.missing.length ? "failure" : "site-all"}>
          {found.missing.length
            ? t("site.someMissing", { arrived: found.arrived, all: found.all })
            : t("site.allArrived", { all: found.all })}
        </p>
      )}
    </section>
  );
}

const MEGABYTE = 1e6;

function Storage({ photos }: { photos: readonly PhotoRecord[] }) {
  const [room, setRoom] = useState<Room | null>(null);
  const freeable = photos.filter(({ state, kept }) => state === "safe" && kept);
  useEffect(() => {
    void roomAsk().then(setRoom);
  }, [freeable.length]);
  const megabytes = (bytes: number) => Math.round(bytes / MEGABYTE);
  return (
    <section className="site-storage quiet">
      {room && (
        <p>
          {t("site.room", { used: megabytes(room.usedBytes), quota: megabytes(room.quotaBytes) })}{" "}
          {t(room.isPersistent ? "site.persistent" : "site.notPersistent")}
        </p>
      )}
      {freeable.length > 0 && (
        <button type="button" className="button" onClick={() => void spaceFree()}>
          {t("site.free", {
            count: freeable.length,
            size: megabytes(freeable.reduce((sum, { size }) => sum + size, 0)),
          })}
        </button>
      )}
    </section>
  );
}
