/** All projects on one map, each in its worst light; drawn from the sites' own boundaries. */
import { nameOf, t, wordsAdd } from "../shared/i18n";
import * as words from "../shared/i18n/mapWords";
import { Light } from "../shared/Light";
import { worstOf } from "../shared/lights";
import type { Project } from "../shared/portfolio";
import { projectPath } from "../shared/projectPaths";
import { type Drawing, fitted, middleOf, pathOf, type Place, ringOf } from "./projection";
import { ScaleBar } from "./ScaleBar";
import { useBoundaries } from "./useBoundaries";
import "./Map.css";

wordsAdd(words);

const WIDTH = 1200;
const HEIGHT = 520;
// names stand beside their sites
const MARGIN = 90;
const LIGHT = 26;
// a name that would begin further right stands on the left of its light
const TURN_AT = 0.68;

interface SiteProps {
  project: Project;
  ring: readonly Place[];
  drawing: Drawing;
}

function Site({ project, ring, drawing }: SiteProps) {
  const colour = worstOf(project.light_counts);
  const [x, y] = drawing.at(middleOf(ring) ?? [0, 0]);
  const turned = x > WIDTH * TURN_AT;
  const name = nameOf(project);
  return (
    <a
      className="map-site"
      href={projectPath(project.id)}
      // begins with what can be read, for who speaks to the page
      aria-label={`${name} ${project.code}: ${t(`lights.${colour}`)}`}
    >
      <path className="map-boundary" d={pathOf(ring, drawing)} />
      <g transform={`translate(${x - LIGHT / 2} ${y - LIGHT / 2})`}>
        <g className="map-light">
          <Light colour={colour} size={LIGHT} />
        </g>
      </g>
      <text
        className="map-label"
        x={turned ? x - LIGHT : x + LIGHT}
        y={y}
        style={turned ? { textAnchor: "end" } : undefined}
      >
        <tspan className="map-name">{name}</tspan>{" "}
        <tspan className="map-code">{project.code}</tspan>
      </text>
    </a>
  );
}

export default function ProjectsMap({ projects }: { projects: readonly Project[] }) {
  const { data } = useBoundaries();
  if (!data) return null;
  const sites = projects.flatMap((project) => {
    const area = data.get(project.id);
    return area ? [{ project, ring: ringOf(area) }] : [];
  });
  const missing = projects.filter(({ id }) => !data.get(id));
  const drawing = fitted(
    sites.flatMap(({ ring }) => ring),
    WIDTH,
    HEIGHT,
    MARGIN,
  );
  return (
    <>
      {drawing && (
        <svg className="map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={t("map.projects")}>
          {sites.map(({ project, ring }) => (
            <Site key={project.id} project={project} ring={ring} drawing={drawing} />
          ))}
          <ScaleBar scale={drawing.scale} height={HEIGHT} />
        </svg>
      )}
      {missing.length > 0 && (
        <p className="map-missing quiet">
          {t("map.missing", { names: missing.map(nameOf).join(t("comma")) })}
        </p>
      )}
    </>
  );
}
