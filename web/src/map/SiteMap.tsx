/** A site seen from above: its boundary, its buildings in their lights, and places on it. */
import type { ReactNode } from "react";
import { titleOf } from "../board/BuildingRow";
import { t } from "../shared/i18n";
import type { Project } from "../shared/portfolio";
import { type Drawing, fitted, middleOf, pathOf, type Place, ringOf } from "./projection";
import { ScaleBar } from "./ScaleBar";
import "./Map.css";

const WIDTH = 640;
const HEIGHT = 440;
const MARGIN = 36;

type Area = { coordinates: number[][][] } | null | undefined;

interface Props {
  project: Project;
  boundary: Area;
  footprints: readonly { id: number; footprint?: Area }[];
  /** What else must lie inside the drawing. */
  places?: readonly Place[];
  /** What is drawn on top. */
  children?: (drawing: Drawing) => ReactNode;
}

/** Whether there is anything to draw. */
export function isDrawn({ boundary, footprints }: Pick<Props, "boundary" | "footprints">): boolean {
  return Boolean(boundary) || footprints.some(({ footprint }) => footprint);
}

export function SiteMap({ project, boundary, footprints, places = [], children }: Props) {
  const outer = boundary ? ringOf(boundary) : [];
  const rings = footprints.flatMap(({ id, footprint }) =>
    footprint ? [{ id, ring: ringOf(footprint) }] : [],
  );
  const all = [...outer, ...rings.flatMap(({ ring }) => ring), ...places];
  const drawing = fitted(all, WIDTH, HEIGHT, MARGIN);
  if (!drawing) return null;
  return (
    <svg
      className="map"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="group"
      aria-label={t("map.site")}
    >
      <path className="map-boundary" d={pathOf(outer, drawing)} />
      {rings.map(({ id, ring }) => {
        const building = project.buildings.find((row) => row.id === id);
        const colour = building?.light.colour ?? "grey";
        const [x, y] = drawing.at(middleOf(ring) ?? [0, 0]);
        return (
          <g key={id} role="img" aria-label={building && `${titleOf(building)}: ${t(`lights.${colour}`)}`}>
            <path className={`map-building map-${colour}`} d={pathOf(ring, drawing)} />
            <text className="map-label" x={x} y={y}>
              {building?.code}
            </text>
          </g>
        );
      })}
      {children?.(drawing)}
      <ScaleBar scale={drawing.scale} height={HEIGHT} />
    </svg>
  );
}
