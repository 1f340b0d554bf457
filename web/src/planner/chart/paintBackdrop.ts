/** What lies behind the bars: days off, made-up days, the lines of the scale, the row in hand. */
import { daysShown, rowsShown, type Span, xOf } from "../geometry/scale";
import { TIERS, ticksOf } from "../geometry/ticks";
import { ROW, type Scene, type View } from "./scene";

/** Below this a day is too narrow to be told from its neighbour. */
const SHADED_FROM = 4;

export type Shade = "weekend" | "off" | "made";

/** What a day is beside a usual working day; null for one. */
export function shadeOf(scene: Scene, day: number): Shade | null {
  const { workdays } = scene;
  const exception = workdays.exception(day);
  if (exception) return exception.worked ? "made" : "off";
  return workdays.worked(day) ? null : "weekend";
}

function paintDays(ctx: CanvasRenderingContext2D, scene: Scene, view: View, shown: Span): void {
  const { scale, palette } = scene;
  const fills = { weekend: palette.faint, off: palette.off, made: palette.made };
  let from = shown.from;
  while (from <= shown.to) {
    const shade = shadeOf(scene, from);
    let to = from + 1;
    while (to <= shown.to && shadeOf(scene, to) === shade) to += 1;
    if (shade) {
      ctx.fillStyle = fills[shade];
      ctx.fillRect(xOf(scale, from) - view.left, 0, (to - from) * scale.perDay, view.height);
    }
    from = to;
  }
}

function paintScaleLines(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  view: View,
  shown: Span,
): void {
  const [upper, lower] = TIERS[scene.zoom];
  for (const [unit, colour] of [
    [lower, scene.palette.faint],
    [upper, scene.palette.line],
  ] as const) {
    if (unit === "day") continue;
    ctx.fillStyle = colour;
    for (const { from } of ticksOf(unit, shown, "en")) {
      ctx.fillRect(Math.round(xOf(scene.scale, from) - view.left), 0, 1, view.height);
    }
  }
}

function paintRows(ctx: CanvasRenderingContext2D, scene: Scene, view: View): void {
  const { from, to } = rowsShown(view.top, view.height, ROW, scene.rows.count);
  ctx.fillStyle = scene.palette.faint;
  for (let row = from; row < to; row += 1) {
    ctx.fillRect(0, (row + 1) * ROW - view.top - 1, view.width, 1);
  }
  if (scene.active < from || scene.active >= to) return;
  ctx.fillStyle = scene.palette.marked;
  ctx.fillRect(0, scene.active * ROW - view.top, view.width, ROW - 1);
}

export function paintBackdrop(ctx: CanvasRenderingContext2D, scene: Scene, view: View): void {
  const shown = daysShown(scene.scale, view.left, view.width);
  ctx.fillStyle = scene.palette.surface;
  ctx.fillRect(0, 0, view.width, view.height);
  if (scene.scale.perDay >= SHADED_FROM) paintDays(ctx, scene, view, shown);
  paintRows(ctx, scene, view);
  paintScaleLines(ctx, scene, view, shown);
}
