/** The pages of one project, side by side. */
import { t } from "../shared/i18n";
import { destinationsPath, ganttPath, photosPath, projectPath, rulesPath } from "../shared/projectPaths";
import "./ProjectNav.css";

export function ProjectNav({ project, administers }: { project: number; administers: boolean }) {
  const pages = [
    [projectPath(project), "home.overview"],
    [photosPath(project), "photos"],
    [ganttPath(project), "ganttLink"],
    [rulesPath(project), "home.rules"],
    // only its administrators may read whom a project tells
    ...(administers ? [[destinationsPath(project), "home.destinations"] as const] : []),
  ] as const;
  return (
    <nav className="project-nav" aria-label={t("home.pages")}>
      {pages.map(([href, label]) => (
        <a
          key={href}
          href={href}
          aria-current={window.location.pathname === href ? "page" : undefined}
        >
          {t(label)}
        </a>
      ))}
    </nav>
  );
}
