/** Which building the phone stands at. */

const EARTH_M = 6_371_000;
const RADIANS = Math.PI / 180;

/** Metres between two places, along the ground (haversine). */
export function metresBetween(
  one: readonly [longitude: number, latitude: number],
  other: readonly [longitude: number, latitude: number],
): number {
  const [east, north] = [(other[0] - one[0]) * RADIANS, (other[1] - one[1]) * RADIANS];
  const chord =
    Math.sin(north / 2) ** 2 +
    Math.cos(one[1] * RADIANS) * Math.cos(other[1] * RADIANS) * Math.sin(east / 2) ** 2;
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(chord)));
}

interface Somewhere {
  centre: readonly number[] | null;
}

/** The nearest first; those without a place keep their order, last. */
export function byDistance<Each extends Somewhere>(
  buildings: readonly Each[],
  here: { latitude: number; longitude: number } | null,
): { building: Each; metres: number | null }[] {
  const found = buildings.map((building) => ({ building, metres: distanceOf(building, here) }));
  return found.sort((one, other) => (one.metres ?? Infinity) - (other.metres ?? Infinity) || 0);
}

function distanceOf(
  { centre }: Somewhere,
  here: { latitude: number; longitude: number } | null,
): number | null {
  const [longitude, latitude] = centre ?? [];
  if (!here || longitude === undefined || latitude === undefined) return null;
  return metresBetween([here.longitude, here.latitude], [longitude, latitude]);
}

/** The project with the building nearest to the phone; the first where no place is known. */
export function nearestProject<Each extends { buildings: readonly Somewhere[] }>(
  projects: readonly Each[],
  here: { latitude: number; longitude: number } | null,
): Each | undefined {
  const distances = projects.map(({ buildings }) =>
    Math.min(...buildings.map((building) => distanceOf(building, here) ?? Infinity), Infinity),
  );
  const nearest = Math.min(...distances);
  return projects[Math.max(0, distances.indexOf(nearest))];
}
