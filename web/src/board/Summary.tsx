/** The sheet in a figure a light; each figure is also the filter for its light. */
import { nameOf, t } from "../shared/i18n";
import { Light } from "../shared/Light";
import { coloursOf, countsOf } from "../shared/lights";
import type { Project, Rule } from "../shared/portfolio";
import { expectedLate } from "./forecast";
import { type Filters, isFiltered, lightToggled, NO_FILTERS } from "./filters";
import "./Summary.css";

interface Props {
  projects: readonly Project[];
  rules: readonly Rule[];
  filters: Filters;
  onChange: (filters: Filters) => void;
}

/** Dashed, as beside every milestone whose forecast is after its day. */
function ExpectedMark() {
  return (
    <svg className="light expected-mark" width={22} height={22} viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="10" cy="10" r="7.5" />
      <path d="M10 6v4.3l2.6 1.6" />
    </svg>
  );
}

export function Summary({ projects, rules, filters, onChange }: Props) {
  const within = projects.filter((row) => !filters.project || row.id === filters.project);
  const counts = countsOf(within);
  const expected = expectedLate(within);
  return (
    <section className="summary" aria-label={t("filters")}>
      <div className="lamps" role="group" aria-label={t("lightsFilter")}>
        {coloursOf(rules).map((colour) => (
          <button
            key={colour}
            type="button"
            className={`lamp lamp-${colour}`}
            data-light={colour}
            aria-pressed={filters.lights.has(colour)}
            disabled={counts[colour] === 0 && !filters.lights.has(colour)}
            onClick={() => onChange(lightToggled(filters, colour))}
          >
            <Light colour={colour} size={22} />
            <b>{counts[colour]}</b>
            <span>{t(`lights.${colour}`)}</span>
          </button>
        ))}
        <button
          type="button"
          className="lamp"
          data-late="expected"
          aria-pressed={filters.expected}
          disabled={expected === 0 && !filters.expected}
          onClick={() => onChange({ ...filters, expected: !filters.expected })}
        >
          <ExpectedMark />
          <b>{expected}</b>
          <span>{t("willBeLate")}</span>
        </button>
      </div>
      <div className="choices">
        {isFiltered(filters) && (
          <button
            type="button"
            className="button button-plain"
            onClick={() => onChange(NO_FILTERS)}
          >
            {t("clearFilters")}
          </button>
        )}
        {projects.length > 1 && (
          <label className="choice">
            <span className="only-spoken">{t("project")}</span>
            <select
              name="project"
              value={filters.project ?? ""}
              onChange={(event) =>
                onChange({ ...filters, project: Number(event.target.value) || null })
              }
            >
              <option value="">{t("allProjects")}</option>
              {projects.map((project) => (
                <option key={project.id} value={project.id}>
                  {nameOf(project)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
    </section>
  );
}
