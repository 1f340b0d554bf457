/** Places on the ground (WGS-84) as places on a drawing: true to shape over a few kilometres. */

/** Longitude and latitude in degrees. */
export type Place = readonly [number, number];
/** East and down, in units of the drawing. */
export type Spot = readonly [number, number];

export interface Drawing {
  at: (place: Place) => Spot;
  /** Units of the drawing a metre on the ground. */
  scale: number;
}

const METRES_A_DEGREE = 111_320;
// a single place has no extent; this much ground is shown around it
const EXTENT_LEAST_M = 200;

/** The outer ring of a GeoJSON Polygon. */
export function ringOf(area: { coordinates: readonly (readonly (readonly number[])[])[] }): Place[] {
  return (area.coordinates[0] ?? []).map(([east = 0, north = 0]) => [east, north] as const);
}

/** The middle of the box around a ring; null where it has no corners. */
export function middleOf(ring: readonly Place[]): Place | null {
  const box = boxOf(ring);
  return box && [(box.west + box.east) / 2, (box.south + box.north) / 2];
}

function boxOf(places: readonly Place[]) {
  if (places.length === 0) return null;
  const easts = places.map(([east]) => east);
  const norths = places.map(([, north]) => north);
  return {
    west: Math.min(...easts),
    east: Math.max(...easts),
    south: Math.min(...norths),
    north: Math.max(...norths),
  };
}

/** Fit places into a drawing of `width` by `height`, `margin` free all around; north is up. */
export function fitted(
  places: readonly Place[],
  width: number,
  height: number,
  margin: number,
): Drawing | null {
  const box = boxOf(places);
  if (!box) return null;
  const [middleEast, middleNorth] = [(box.west + box.east) / 2, (box.south + box.north) / 2];
  const metresEast = METRES_A_DEGREE * Math.cos((middleNorth * Math.PI) / 180);
  const across = Math.max(EXTENT_LEAST_M, (box.east - box.west) * metresEast);
  const along = Math.max(EXTENT_LEAST_M, (box.north - box.south) * METRES_A_DEGREE);
  const scale = Math.min((width - 2 * margin) / across, (height - 2 * margin) / along);
  return {
    scale,
    at: ([east, north]) => [
      width / 2 + (east - middleEast) * metresEast * scale,
      height / 2 - (north - middleNorth) * METRES_A_DEGREE * scale,
    ],
  };
}

/** An SVG path through a ring. */
export function pathOf(ring: readonly Place[], { at }: Drawing): string {
  const spots = ring.map((place) => at(place).map((value) => value.toFixed(1)).join(" "));
  return spots.length ? `M${spots.join("L")}Z` : "";
}

/** A round length in metres (1, 2 or 5 of a power of ten) that is at most `units` long drawn. */
export function roundLength(units: number, scale: number): number {
  const most = units / scale;
  const power = 10 ** Math.floor(Math.log10(most));
  return power * ([5, 2, 1].find((step) => step * power <= most) ?? 1);
}
