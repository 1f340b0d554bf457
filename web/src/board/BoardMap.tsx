/** The map of the projects, drawn when somebody unfolds it. */
import { lazy, Suspense, useState } from "react";
import { t } from "../shared/i18n";
import type { Project } from "../shared/portfolio";

const ProjectsMap = lazy(() => import("../map/ProjectsMap"));

export function BoardMap({ projects }: { projects: readonly Project[] }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="board-map" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("mapLink")}</summary>
      {open && (
        <Suspense fallback={null}>
          <ProjectsMap projects={projects} />
        </Suspense>
      )}
    </details>
  );
}
