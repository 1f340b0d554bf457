/** What the pointer is about: a picked link, knobs beside a bar, a line that is being drawn. */
import { arrowOf } from "../geometry/links";
import { lineOf } from "./lines";
import { trace } from "./paintLinks";
import { BAR_HEIGHT, barOf, ROW, type Scene, type View } from "./scene";

type Ctx = CanvasRenderingContext2D;

const KNOB = 4;
/** Knobs stand this far from the bar; there they are hit (`geometry/hit`). */
const KNOB_OFF = 8;

function paintKnob(ctx: Ctx, scene: Scene, x: number, y: number): void {
  ctx.beginPath();
  ctx.arc(x, y, KNOB, 0, 2 * Math.PI);
  ctx.fillStyle = scene.palette.surface;
  ctx.fill();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = scene.palette.action;
  ctx.stroke();
}

function paintKnobs(ctx: Ctx, scene: Scene, view: View, place: number): void {
  const row = place < 0 ? -1 : scene.rows.rowOf[place]!;
  const bar = row < 0 ? null : barOf(scene, place, row);
  if (!bar) return;
  const y = bar.y - view.top;
  paintKnob(ctx, scene, bar.left - KNOB_OFF - view.left, y);
  paintKnob(ctx, scene, bar.right + KNOB_OFF - view.left, y);
}

/** A picked link is thick, with a grip at both ends. */
function paintPicked(ctx: Ctx, scene: Scene, view: View, link: number): void {
  const points = link < 0 ? null : lineOf(scene, link);
  if (!points) return;
  const path = new Path2D();
  trace(path, view, points, arrowOf(scene.plan.said.links.kind[link]!));
  ctx.lineWidth = 2.5;
  ctx.strokeStyle = scene.palette.action;
  ctx.stroke(path);
  for (const at of [0, points.length - 2]) {
    paintKnob(ctx, scene, points[at]! - view.left, points[at + 1]! - view.top);
  }
}

function paintRubber(ctx: Ctx, scene: Scene, view: View): void {
  const { rubber } = scene.hand;
  if (!rubber) return;
  const { from, to, target } = rubber;
  const row = target ? scene.rows.rowOf[target.place]! : -1;
  const bar = target && row >= 0 ? barOf(scene, target.place, row) : null;
  ctx.strokeStyle = scene.palette.action;
  ctx.lineWidth = 2;
  if (bar && target) {
    const y = row * ROW - view.top;
    ctx.fillStyle = scene.palette.marked;
    ctx.globalAlpha = 0.6;
    ctx.fillRect(0, y, view.width, ROW - 1);
    ctx.globalAlpha = 1;
    const width = bar.right - bar.left + 6;
    ctx.strokeRect(bar.left - 3 - view.left, bar.y - BAR_HEIGHT / 2 - 3 - view.top, width, BAR_HEIGHT + 6);
    const x = target.end === "start" ? bar.left - KNOB_OFF : bar.right + KNOB_OFF;
    paintKnob(ctx, scene, x - view.left, bar.y - view.top);
  }
  ctx.setLineDash([5, 4]);
  ctx.beginPath();
  ctx.moveTo(from[0] - view.left, from[1] - view.top);
  ctx.lineTo(to[0] - view.left, to[1] - view.top);
  ctx.stroke();
  ctx.setLineDash([]);
}

export function paintHand(ctx: Ctx, scene: Scene, view: View): void {
  paintPicked(ctx, scene, view, scene.hand.picked);
  paintKnobs(ctx, scene, view, scene.hand.knobs);
  paintRubber(ctx, scene, view);
}
