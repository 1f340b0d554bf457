/** The first page: projects × buildings × milestones on one sheet. */
import { useSyncExternalStore } from "react";
import { Problem } from "../shared/api";
import type { Boot } from "../shared/boot";
import { timeOf } from "../shared/dates";
import { ruleNameOf, ruleTextOf, sourceOf, t } from "../shared/i18n";
import type { Portfolio } from "../shared/portfolio";
import { Alerts } from "./Alerts";
import { Explain } from "./Explain";
import { filtered, NO_FILTERS, picksOf, useFilters } from "./filters";
import { ProjectSheet } from "./ProjectSheet";
import { SignInAgain } from "./SignInAgain";
import { Summary } from "./Summary";
import { TopBar } from "./TopBar";
import { isSignedOut, usePortfolio } from "./usePortfolio";
import "./Board.css";

function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener("online", listener);
      window.addEventListener("offline", listener);
      return () => {
        window.removeEventListener("online", listener);
        window.removeEventListener("offline", listener);
      };
    },
    () => navigator.onLine,
  );
}

function NoProject({ boot }: { boot: Boot }) {
  return (
    <div className="message">
      <h2>{t("empty")}</h2>
      {boot.urls.admin ? (
        <p>
          <a className="button button-main" href={boot.urls.admin}>
            {t("emptyAdmin")}
          </a>
        </p>
      ) : (
        <p className="quiet">{t("emptyHint")}</p>
      )}
    </div>
  );
}

function RuleNotes({ rules, boot }: { rules: Portfolio["rules"]; boot: Boot }) {
  return (
    <footer className="rule-note">
      {rules.map((rule) => (
        <p key={`${rule.name} ${rule.version}`}>
          <b>{ruleNameOf(rule)}</b> <span>{ruleTextOf(rule)}</span>{" "}
          {rule.source && <span>{sourceOf(rule)}</span>}
        </p>
      ))}
      <nav aria-label={t("more")}>
        {boot.urls.admin && <a href={boot.urls.admin}>{t("admin")}</a>}
        {boot.urls.mail && <a href={boot.urls.mail}>{t("mail")}</a>}
      </nav>
    </footer>
  );
}

function Sheet({ portfolio, boot }: { portfolio: Portfolio; boot: Boot }) {
  const [filters, setFilters] = useFilters();
  const projects = filtered(portfolio.projects, filters);
  if (portfolio.projects.length === 0) return <NoProject boot={boot} />;
  return (
    <>
      <Summary
        projects={portfolio.projects}
        rules={portfolio.rules}
        filters={filters}
        onChange={setFilters}
      />
      <div className="columns">
        {/* a light asked for hides no alert: what waits for a signature waits in every view */}
        <Alerts
          projects={filtered(portfolio.projects, { ...NO_FILTERS, project: filters.project })}
          boot={boot}
        />
        {projects.map((project) => (
          <ProjectSheet key={project.id} project={project} picks={picksOf(filters)} />
        ))}
      </div>
      {projects.length === 0 && (
        <div className="message">
          <p>{t("noMatch")}</p>
          <button type="button" className="button" onClick={() => setFilters(NO_FILTERS)}>
            {t("showAll")}
          </button>
        </div>
      )}
      <RuleNotes rules={portfolio.rules} boot={boot} />
      <Explain rules={portfolio.rules} />
    </>
  );
}

interface TroubleProps {
  error: Error | null;
  /** When what is shown was read; empty where nothing is shown. */
  time: string;
  boot: Boot;
  onRetry: () => void;
}

/** What is wrong with the network, the session or the server, and what to do about it. */
function Trouble({ error, time, boot, onRetry }: TroubleProps) {
  const online = useOnline();
  if (!online) {
    return (
      <p className="banner" role="status">
        {time ? t("offline", { time }) : t("offlineNothing")}
      </p>
    );
  }
  if (!error) return null;
  if (isSignedOut(error)) {
    return (
      <p className="banner" role="alert">
        <SignInAgain boot={boot} />
      </p>
    );
  }
  const known = error instanceof Problem ? error : null;
  return (
    <p className="banner" role="alert">
      <span>{time ? t("errorStale", { time }) : t("error")}</span>
      <span>{known ? known.message : t("noAnswer")}</span>
      <button type="button" className="button" onClick={onRetry}>
        {t("retry")}
      </button>
      {known?.requestId && <small>{t("requestId", { id: known.requestId })}</small>}
    </p>
  );
}

export function Board({ boot }: { boot: Boot }) {
  const { data, error, isPending, refetch } = usePortfolio();
  const time = data ? timeOf(data.as_of) : "";
  return (
    <>
      <TopBar boot={boot} asOf={data?.as_of} />
      <main id="sheet" tabIndex={-1}>
        <Trouble error={error} time={time} boot={boot} onRetry={() => void refetch()} />
        {isPending && (
          <div role="status">
            <span className="only-spoken">{t("loading")}</span>
            <div className="skeleton" />
          </div>
        )}
        {data && <Sheet portfolio={data} boot={boot} />}
      </main>
    </>
  );
}
