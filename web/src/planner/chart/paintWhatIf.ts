/** Under each bar a bracket from its latest start to its latest finish, as a panel supposes them. */
import { rowsShown, xOf } from "../geometry/scale";
import { ROW, type Scene, type View, type WhatIf } from "./scene";

const FOOT = 3;
const TICK = 6;

function paintOne(ctx: CanvasRenderingContext2D, scene: Scene, view: View, row: number, one: WhatIf) {
  const left = xOf(scene.scale, one.start) - view.left;
  const right = Math.max(left + 2, xOf(scene.scale, one.finish + 1) - view.left);
  if (left > view.width || right < 0) return;
  const y = (row + 1) * ROW - FOOT - view.top;
  ctx.fillStyle = one.late ? scene.palette.late : scene.palette.text;
  ctx.fillRect(left, y, right - left, 1.5);
  ctx.fillRect(left, y - TICK, 1.5, TICK);
  ctx.fillRect(right - 1.5, y - TICK, 1.5, TICK);
}

export function paintWhatIf(ctx: CanvasRenderingContext2D, scene: Scene, view: View): void {
  const { whatIf, plan, rows } = scene;
  if (!whatIf) return;
  const { from, to } = rowsShown(view.top, view.height, ROW, rows.count);
  for (let row = from; row < to; row += 1) {
    const place = rows.place[row]!;
    const one = place < 0 ? undefined : whatIf.get(plan.said.activities.id[place]!);
    if (one) paintOne(ctx, scene, view, row, one);
  }
}
