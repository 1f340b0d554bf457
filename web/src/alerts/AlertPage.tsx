/** One alert: what is late and why, who has it in hand, what there is to do, and its whole life. */
import { Loading, Page } from "../frame/Page";
import { Trouble } from "../frame/Trouble";
import { Problem } from "../shared/api";
import type { Boot } from "../shared/boot";
import { timeOf } from "../shared/dates";
import { t, wordsAdd } from "../shared/i18n";
import * as words from "../shared/i18n/alertWords";
import { PhotoFrame } from "../shared/PhotoFrame";
import { AlertFacts } from "./AlertFacts";
import { Answer } from "./Answer";
import { LifeList } from "./LifeList";
import { projectOf, titleOf, todayOf, toneOf } from "./names";
import type { Alert, Life } from "./types";
import { useAlert, useLife, usePhoto } from "./useAlerts";
import "./AlertPage.css";

wordsAdd(words);

function LastPhoto({ alert }: { alert: Alert }) {
  const { data: photo } = usePhoto(alert);
  if (photo === undefined) return <div className="photo photo-none" />;
  return (
    <PhotoFrame
      photo={photo}
      building={titleOf(alert)}
      today={todayOf(alert)}
      zone={alert.place.time_zone}
    />
  );
}

function Whole({ alert, life, boot }: { alert: Alert; life: Life; boot: Boot }) {
  return (
    <article className="alert-page">
      <header>
        <p>
          <a href={boot.urls.inbox}>← {t("inbox")}</a>
          <span className="quiet">{projectOf(alert)}</span>
        </p>
        <h2>{titleOf(alert)}</h2>
        <p className={`alert-headline verdict-${toneOf(alert)}`}>
          {alert.open ? alert.headline : t("alertClosed", { kind: alert.headline })}
        </p>
      </header>
      <div className="alert-columns">
        <div>
          <section className="alert-now" aria-label={t("alertFacts")}>
            <AlertFacts alert={alert} />
            <LastPhoto alert={alert} />
          </section>
          {(alert.can_acknowledge || alert.can_answer) && <Answer alert={alert} boot={boot} />}
        </div>
        <LifeList life={life} zone={alert.place.time_zone} today={todayOf(alert)} />
      </div>
    </article>
  );
}

function NotThere({ boot }: { boot: Boot }) {
  return (
    <div className="message">
      <h2>{t("alertNotThere")}</h2>
      <p>
        <a className="button button-main" href={boot.urls.inbox}>
          {t("toInbox")}
        </a>
      </p>
    </div>
  );
}

export default function AlertPage({ boot, id }: { boot: Boot; id: number }) {
  const alert = useAlert(id);
  const life = useLife(id);
  const error = alert.error ?? life.error;
  const retry = () => void Promise.all([alert.refetch(), life.refetch()]);
  const read = alert.data && life.data;
  const asOf = Math.min(alert.dataUpdatedAt, life.dataUpdatedAt);
  const time = read ? timeOf(new Date(asOf).toISOString()) : "";
  const gone = error instanceof Problem && error.status === 404;
  return (
    <Page boot={boot}>
      {gone ? (
        <NotThere boot={boot} />
      ) : (
        <>
          <Trouble error={error} time={time} boot={boot} onRetry={retry} />
          {!read && !error && <Loading />}
          {alert.data && life.data && <Whole alert={alert.data} life={life.data} boot={boot} />}
        </>
      )}
    </Page>
  );
}
