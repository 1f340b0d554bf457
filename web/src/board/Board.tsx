/** The first page: projects × buildings × milestones on one sheet. */
import { useSyncExternalStore } from "react";
import type { Boot } from "../shared/boot";
import { timeOf } from "../shared/dates";
import { t, sourceOf } from "../shared/i18n";
import type { Colour, Portfolio } from "../shared/portfolio";
import { Alerts } from "./Alerts";
import { Explain } from "./Explain";
import { filtered, useFilters } from "./filters";
import { ProjectSheet } from "./ProjectSheet";
import { Summary } from "./Summary";
import { TopBar } from "./TopBar";
import { isSignedOut, usePortfolio } from "./usePortfolio";

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

// a light asked for hides no alert: what waits for a signature waits in every view
const NONE: ReadonlySet<Colour> = new Set();

function Sheet({ portfolio, boot }: { portfolio: Portfolio; boot: Boot }) {
  const [filters, setFilters] = useFilters();
  const projects = filtered(portfolio.projects, filters);
  if (portfolio.projects.length === 0) {
    return (
      <div className="message">
        <p>{t("empty")}</p>
        <p className="quiet">{t("emptyHint")}</p>
      </div>
    );
  }
  return (
    <>
      <Summary projects={portfolio.projects} filters={filters} onChange={setFilters} />
      <Alerts projects={filtered(portfolio.projects, { ...filters, lights: NONE })} boot={boot} />
      {projects.map((project) => (
        <ProjectSheet key={project.id} project={project} lights={filters.lights} />
      ))}
      {projects.length === 0 && <p className="message">{t("noMatch")}</p>}
      <footer className="rule-note">
        <b>{t("ruleName", { name: portfolio.rule.name, version: portfolio.rule.version })}</b>
        <span>{portfolio.rule.text}</span>
        {portfolio.rule.source && (
          <span>
            {sourceOf(portfolio.rule)}
          </span>
        )}
        <nav>
          {boot.urls.admin && <a href={boot.urls.admin}>{t("admin")}</a>}
          {boot.urls.mail && <a href={boot.urls.mail}>{t("mail")}</a>}
        </nav>
      </footer>
      <Explain rule={portfolio.rule} />
    </>
  );
}

function Skeleton() {
  return (
    <div className="skeleton" role="status">
      <span className="only-spoken">{t("loading")}</span>
      {[1, 2, 3, 4].map((row) => (
        <div key={row} aria-hidden="true" />
      ))}
    </div>
  );
}

export function Board({ boot }: { boot: Boot }) {
  const { data, error, isPending, refetch } = usePortfolio();
  const online = useOnline();
  const time = data ? timeOf(data.as_of) : "";
  return (
    <>
      <TopBar boot={boot} asOf={data?.as_of} />
      <main id="sheet" tabIndex={-1}>
        {!online && (
          <p className="banner" role="status">
            {data ? t("offline", { time }) : t("offlineNothing")}
          </p>
        )}
        {isSignedOut(error) && (
          <p className="banner" role="alert">
            {t("signedOut")} <a href={boot.urls.signIn}>{t("signIn")}</a>
          </p>
        )}
        {error && online && !isSignedOut(error) && (
          <p className="banner" role="alert">
            {data ? t("errorStale", { time }) : `${t("error")} ${error.message}`}
            <button type="button" className="button" onClick={() => void refetch()}>
              {t("retry")}
            </button>
          </p>
        )}
        {isPending && online && !error && <Skeleton />}
        {data && <Sheet portfolio={data} boot={boot} />}
      </main>
    </>
  );
}
