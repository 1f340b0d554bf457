/** Links as lines with an arrow, and their lags; those that cross the view, and no others. */
import { arrowOf } from "../geometry/links";
import { spotOn } from "../geometry/lines";
import { lagText } from "../lags";
import { linksShown } from "./lines";
import { ROW, type Scene, type View } from "./scene";
import { widthOf } from "./text";

type Ctx = CanvasRenderingContext2D;

const ARROW = 4;
/** Pixels a day from which lags are written, and from which they may stand across a line. */
const LAGS_FROM = 4;
const ACROSS_FROM = 10;

export function trace(ctx: Path2D, view: View, points: readonly number[], arrow: number): void {
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

function paintLag(ctx: Ctx, scene: Scene, view: View, link: number, points: number[]): void {
  const { kind, lag_days, lag_percent } = scene.plan.said.links;
  const text = lagText(kind[link]!, lag_days[link]!, lag_percent[link] ?? null);
  if (!text) return;
  const across = scene.scale.perDay >= ACROSS_FROM;
  const spot = spotOn(points, widthOf(ctx, text), ROW, across);
  if (!spot) return;
  const [x, y] = [spot.x - view.left, spot.y - view.top];
  ctx.strokeText(text, x, y);
  ctx.fillText(text, x, y);
}

/** Over the lines, so that they leave the words readable. */
export function paintLags(ctx: Ctx, scene: Scene, view: View): void {
  if (scene.scale.perDay < LAGS_FROM) return;
  ctx.font = `10px ${scene.palette.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineWidth = 3;
  ctx.strokeStyle = scene.palette.surface;
  ctx.fillStyle = scene.palette.text;
  linksShown(scene, view, (link, points) => paintLag(ctx, scene, view, link, points));
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
