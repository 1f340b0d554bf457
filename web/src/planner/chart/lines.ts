/** The lines of links: their points, those in view, and the one under a point. */
import { crossing } from "../geometry/intervals";
import { distanceTo } from "../geometry/lines";
import { routeOf } from "../geometry/links";
import { rowsShown } from "../geometry/scale";
import { endOf, ROW, type Scene, type View } from "./scene";

const HALF = ROW / 2;
/** How far beside a line it is still meant. */
const NEAR = 4;

/** The points of a link's line in the whole chart; null where an end stands nowhere. */
export function lineOf(scene: Scene, link: number): number[] | null {
  const { plan, rows } = scene;
  const [one, other] = [plan.linkFrom[link]!, plan.linkTo[link]!];
  // inside of one closed heading there is nothing to join
  if (one < 0 || other < 0 || rows.standsAt[one] === rows.standsAt[other]) return null;
  const [from, to] = [endOf(scene, one), endOf(scene, other)];
  return from && to ? routeOf(plan.said.links.kind[link]!, from, to, HALF) : null;
}

/** Call `tell` with each link whose line touches the view. */
export function linksShown(
  scene: Scene,
  view: View,
  tell: (link: number, points: number[]) => void,
): void {
  const { from, to } = rowsShown(view.top, view.height, ROW, scene.rows.count);
  if (from >= to) return;
  crossing(scene.links, from, to - 1, (link) => {
    const points = lineOf(scene, link);
    if (!points) return;
    let [least, most] = [Infinity, -Infinity];
    for (let at = 0; at < points.length; at += 2) {
      least = Math.min(least, points[at]!);
      most = Math.max(most, points[at]!);
    }
    if (most >= view.left && least <= view.left + view.width) tell(link, points);
  });
}

/** The link whose line is nearest to a point, among those near enough; -1: none. */
export function linkAt(scene: Scene, x: number, y: number): number {
  const around = { left: x - NEAR, top: y - NEAR, width: 2 * NEAR, height: 2 * NEAR };
  let [found, least] = [-1, NEAR];
  linksShown(scene, around, (link, points) => {
    const off = distanceTo(points, x, y);
    if (off > least) return;
    [found, least] = [link, off];
  });
  return found;
}
