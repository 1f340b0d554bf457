/** The first page: projects × buildings × milestones on one sheet. */
import { useDeferredValue } from "react";
import { lazy, Suspense, useState } from "react";
import type { Boot } from "../shared/boot";
import { timeOf } from "../shared/dates";
import { ruleNameOf, ruleTextOf, sourceOf, t } from "../shared/i18n";
import type { Portfolio } from "../shared/portfolio";
import { Alerts } from "./Alerts";
import { Loading, Page } from "../frame/Page";
import { Trouble } from "../frame/Trouble";
import { BoardMap } from "./BoardMap";
import { Explain } from "./Explain";
import { filtered, NO_FILTERS, picksOf, useFilters } from "./filters";
import { ProjectSheet } from "./ProjectSheet";
import { screenful } from "./screenful";
import { Summary } from "./Summary";
import { usePortfolio } from "./usePortfolio";
import { WALL_PATH } from "../shared/projectPaths";
import { plansIt } from "../shared/roles";
import "./Board.css";

const NewProject = lazy(() => import("./NewProject"));
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

/** Whoever plans somewhere may begin another project. */
function Beginning({ projects, boot }: { projects: Portfolio["projects"]; boot: Boot }) {
  const [open, setOpen] = useState(false);
  if (!projects.some(plansIt)) return null;
  return (
    <div className="board-begin">
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t("projectNew")}
      </button>
      {open && (
        <Suspense fallback={null}>
          <NewProject boot={boot} onClose={() => setOpen(false)} />
        </Suspense>
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
        <a href={WALL_PATH}>{t("wallLink")}</a>
        {boot.urls.admin && <a href={boot.urls.admin}>{t("admin")}</a>}
        {boot.urls.mail && <a href={boot.urls.mail}>{t("mail")}</a>}
      </nav>
    </footer>
  );
}

function Sheet({ portfolio, boot }: { portfolio: Portfolio; boot: Boot }) {
  const [filters, setFilters] = useFilters();
  const projects = filtered(portfolio.projects, filters);
  // what fills the screen is painted before the rest is made
  const first = screenful(projects);
  const count = useDeferredValue(projects.length, first);
  if (portfolio.projects.length === 0) return <NoProject boot={boot} />;
  return (
    <>
      <Summary
        projects={portfolio.projects}
        rules={portfolio.rules}
        filters={filters}
        onChange={setFilters}
      />
      <Beginning projects={portfolio.projects} boot={boot} />
      <BoardMap projects={projects} />
      <div className="columns">
        {/* a light asked for hides no alert: what waits for a signature waits in every view */}
        <Alerts
          projects={filtered(portfolio.projects, { ...NO_FILTERS, project: filters.project })}
          boot={boot}
        />
        {projects.slice(0, count).map((project, at) => (
          <ProjectSheet
            key={project.id}
            project={project}
            picks={picksOf(filters)}
            later={at >= first}
          />
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

export default function Board({ boot }: { boot: Boot }) {
  const { data, error, isPending, refetch } = usePortfolio();
  const time = data ? timeOf(data.as_of) : "";
  return (
    <Page boot={boot} asOf={data?.as_of ?? ""}>
      <Trouble error={error} time={time} boot={boot} onRetry={() => void refetch()} />
      {isPending && <Loading />}
      {data && <Sheet portfolio={data} boot={boot} />}
    </Page>
  );
}
