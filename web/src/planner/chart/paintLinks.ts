/** Links as lines with an arrow; those that cross the view, and no others. */
import { crossing } from "../geometry/intervals";
import { arrowOf, routeOf } from "../geometry/links";
import { rowsShown } from "../geometry/scale";
import { endOf, ROW, type Scene, type View } from "./scene";

type Ctx = CanvasRenderingContext2D;

const HALF = ROW / 2;
const ARROW = 4;

/** The points of a link's line in the whole chart; null where an end stands nowhere. */
function lineOf(scene: Scene, link: number): number[] | null {
  const { plan, rows } = scene;
  const [one, other] = [plan.linkFrom[link]!, plan.linkTo[link]!];
  // inside of one closed heading there is nothing to join
  if (one < 0 || other < 0 || rows.standsAt[one] === rows.standsAt[other]) return null;
  const [from, to] = [endOf(scene, one), endOf(scene, other)];
  return from && to ? routeOf(plan.said.links.kind[link]!, from, to, HALF) : null;
}

/** Call `tell` with each link whose line touches the view. */
function linksShown(
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

function trace(ctx: Path2D, view: View, points: readonly number[], arrow: number): void {
  const shift = (at: number) => [points[at]! - view.left, points[at + 1]! - view.top] as const;
  ctx.moveTo(...shift(0));
  for (let at = 2; at < points.length; at += 2) ctx.lineTo(...shift(at));
  const [x, y] = shift(points.length - 2);
  ctx.moveTo(x - arrow * ARROW, y - ARROW + 1);
  ctx.lineTo(x, y);
  ctx.lineTo(x - arrow * ARROW, y + ARROW - 1);
}

/** A link is as critical as both of its ends. */
function isCritical(scene: Scene, link: number): boolean {
  const { critical } = scene.plan.said.activities;
  return Boolean(critical[scene.plan.linkFrom[link]!] && critical[scene.plan.linkTo[link]!]);
}

export function paintLinks(ctx: Ctx, scene: Scene, view: View): void {
  const { kind } = scene.plan.said.links;
  const critical = new Path2D();
  const plain = new Path2D();
  linksShown(scene, view, (link, points) => {
    trace(isCritical(scene, link) ? critical : plain, view, points, arrowOf(kind[link]!));
  });
  ctx.lineWidth = 1;
  ctx.globalAlpha = 0.75;
  ctx.strokeStyle = scene.palette.quiet;
  ctx.stroke(plain);
  ctx.strokeStyle = scene.palette.critical;
  ctx.stroke(critical);
  ctx.globalAlpha = 1;
}
