/** Bars with progress, float and baseline; diamonds; the bracket of a heading. */
import { rowsShown, xOf } from "../geometry/scale";
import { NONE } from "../plan";
import { BAR_HEIGHT, BAR_TOP, barOf, ROW, type Scene, type View } from "./scene";
import type { Bar } from "../geometry/links";

type Ctx = CanvasRenderingContext2D;

const GHOST_TOP = 20;
const GHOST_HEIGHT = 4;
const REST = 0.42;
const LABEL_FROM = 1.5;

function colourOf(scene: Scene, place: number): string {
  const { critical, near_critical } = scene.plan.said.activities;
  if (critical[place]) return scene.palette.critical;
  return near_critical[place] ? scene.palette.near : scene.palette.bar;
}

function paintGhost(ctx: Ctx, scene: Scene, view: View, place: number, y: number): void {
  const finish = scene.plan.ghostFinish[place]!;
  if (!scene.baseline || finish === NONE) return;
  const { scale, palette } = scene;
  ctx.fillStyle = palette.quiet;
  if (scene.plan.milestone[place]) {
    const middle = xOf(scale, finish) + scale.perDay / 2 - view.left;
    diamond(ctx, middle, y + GHOST_TOP + 1, 4);
    return;
  }
  const left = xOf(scale, scene.plan.ghostStart[place]!);
  const width = Math.max(2, xOf(scale, finish + 1) - left);
  ctx.globalAlpha = 0.55;
  ctx.fillRect(left - view.left, y + GHOST_TOP, width, GHOST_HEIGHT);
  ctx.globalAlpha = 1;
}

function diamond(ctx: Ctx, x: number, y: number, half: number): void {
  ctx.beginPath();
  ctx.moveTo(x, y - half);
  ctx.lineTo(x + half, y);
  ctx.lineTo(x, y + half);
  ctx.lineTo(x - half, y);
  ctx.closePath();
  ctx.fill();
}

/** Up to where the work could slip without moving the project's end. */
function paintFloat(ctx: Ctx, scene: Scene, view: View, place: number, bar: Bar): void {
  const { late_finish, reached } = scene.plan.said.activities;
  const late = late_finish[place];
  if (late === null || late === undefined || reached[place]) return;
  const end = xOf(scene.scale, late + 1);
  if (end <= bar.right + 1) return;
  // below the name that stands beside the bar
  const y = bar.y - view.top + BAR_HEIGHT / 2;
  ctx.fillStyle = scene.palette.quiet;
  ctx.globalAlpha = 0.7;
  ctx.fillRect(bar.right - view.left, y, end - bar.right, 1);
  ctx.fillRect(end - view.left - 1, y - 4, 1, 5);
  ctx.globalAlpha = 1;
}

function paintTask(ctx: Ctx, scene: Scene, view: View, place: number, bar: Bar): void {
  const { percent_complete, critical, near_critical, kind } = scene.plan.said.activities;
  const x = bar.left - view.left;
  const y = bar.y - view.top - BAR_HEIGHT / 2;
  const width = bar.right - bar.left;
  const effort = kind[place] === "level_of_effort";
  const height = effort ? BAR_HEIGHT / 2 : BAR_HEIGHT;
  ctx.fillStyle = effort ? scene.palette.quiet : colourOf(scene, place);
  ctx.globalAlpha = REST;
  ctx.fillRect(x, y, width, height);
  ctx.globalAlpha = 1;
  ctx.fillRect(x, y, (width * Math.min(100, percent_complete[place]!)) / 100, height);
  if (width > 4 && (critical[place] || near_critical[place])) {
    // colour is not the only sign: a whole frame is critical, a broken one nearly so
    ctx.strokeStyle = ctx.fillStyle;
    ctx.lineWidth = 1.5;
    ctx.setLineDash(critical[place] ? [] : [3, 3]);
    ctx.strokeRect(x + 0.75, y + 0.75, width - 1.5, height - 1.5);
    ctx.setLineDash([]);
  }
}

function paintHeading(ctx: Ctx, scene: Scene, view: View, row: number): void {
  const sum = scene.rows.sums[-1 - scene.rows.place[row]!]!;
  if (sum.finish === NONE) return;
  const left = xOf(scene.scale, sum.start) - view.left;
  const right = xOf(scene.scale, sum.finish + 1) - view.left;
  const y = row * ROW + 9 - view.top;
  ctx.fillStyle = scene.palette.quiet;
  ctx.fillRect(left, y, Math.max(2, right - left), 4);
  if (right - left < 12) return;
  ctx.beginPath();
  for (const [x, inward] of [
    [left, 6],
    [right, -6],
  ] as const) {
    ctx.moveTo(x, y + 4);
    ctx.lineTo(x + inward, y + 4);
    ctx.lineTo(x, y + 9);
    ctx.closePath();
  }
  ctx.fill();
}

function paintLabel(ctx: Ctx, scene: Scene, view: View, place: number, bar: Bar): void {
  if (scene.scale.perDay < LABEL_FROM) return;
  const { name, name_en } = scene.plan.said.activities;
  const x = bar.right - view.left + 8;
  if (x > view.width) return;
  ctx.fillStyle = scene.palette.quiet;
  const own = scene.language === "en" && name_en[place] ? name_en[place] : name[place];
  const y = bar.y - view.top;
  // lines that run behind it leave it readable
  ctx.strokeStyle = scene.palette.surface;
  ctx.lineWidth = 3;
  ctx.strokeText(own ?? "", x, y);
  ctx.fillText(own ?? "", x, y);
}

function paintActivity(ctx: Ctx, scene: Scene, view: View, place: number, row: number): void {
  const y = row * ROW - view.top;
  if (scene.flashing.has(place)) {
    ctx.fillStyle = scene.palette.made;
    ctx.fillRect(0, y, view.width, ROW - 1);
  }
  paintGhost(ctx, scene, view, place, y);
  const bar = barOf(scene, place, row);
  if (!bar || bar.left > view.left + view.width) return;
  paintFloat(ctx, scene, view, place, bar);
  if (scene.plan.milestone[place]) {
    ctx.fillStyle = colourOf(scene, place);
    diamond(ctx, (bar.left + bar.right) / 2 - view.left, y + BAR_TOP + BAR_HEIGHT / 2, 7);
    if (!scene.plan.said.activities.reached[place]) {
      ctx.fillStyle = scene.palette.surface;
      diamond(ctx, (bar.left + bar.right) / 2 - view.left, y + BAR_TOP + BAR_HEIGHT / 2, 4);
    }
  } else if (bar.right >= view.left) {
    paintTask(ctx, scene, view, place, bar);
  }
  paintLabel(ctx, scene, view, place, bar);
}

export function paintBars(ctx: Ctx, scene: Scene, view: View): void {
  const { from, to } = rowsShown(view.top, view.height, ROW, scene.rows.count);
  ctx.font = `11px ${scene.palette.font}`;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  for (let row = from; row < to; row += 1) {
    const place = scene.rows.place[row]!;
    if (place < 0) paintHeading(ctx, scene, view, row);
    else paintActivity(ctx, scene, view, place, row);
  }
}
