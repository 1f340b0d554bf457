/** The time scale above the bars, the data date, and the front line across them. */
import { daysShown, rowsShown, xOf } from "../geometry/scale";
import { type Tick, TIERS, ticksOf } from "../geometry/ticks";
import { shadeOf } from "./paintBackdrop";
import { HEAD, ROW, type Scene, type View } from "./scene";
import { widthOf } from "./text";

type Ctx = CanvasRenderingContext2D;

/** A label stays in sight while its unit is. */
function paintTick(ctx: Ctx, scene: Scene, view: View, tick: Tick, y: number): void {
  const left = Math.max(0, xOf(scene.scale, tick.from) - view.left);
  const right = Math.min(view.width, xOf(scene.scale, tick.to) - view.left);
  const width = widthOf(ctx, tick.label);
  if (width + 4 > right - left) return;
  const narrow = (tick.to - tick.from) * scene.scale.perDay < 60;
  ctx.fillText(tick.label, narrow ? (left + right - width) / 2 : left + 6, y);
}

/** Made-up days and holidays carry a mark, beside their colour. */
function paintMarks(ctx: Ctx, scene: Scene, view: View): void {
  const shown = daysShown(scene.scale, view.left, view.width);
  for (let day = shown.from; day <= shown.to; day += 1) {
    const shade = shadeOf(scene, day);
    if (shade !== "off" && shade !== "made") continue;
    const x = xOf(scene.scale, day) - view.left;
    ctx.fillStyle = shade === "made" ? scene.palette.near : scene.palette.critical;
    if (shade === "made") ctx.fillRect(x + 2, HEAD - 3, scene.scale.perDay - 4, 2);
    else ctx.fillRect(x + scene.scale.perDay / 2 - 1.5, HEAD - 4, 3, 3);
  }
}

export function paintHead(ctx: Ctx, scene: Scene, view: View): void {
  const { palette, language } = scene;
  const shown = daysShown(scene.scale, view.left, view.width);
  const [upper, lower] = TIERS[scene.zoom];
  ctx.fillStyle = palette.page;
  ctx.fillRect(0, 0, view.width, HEAD);
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  const tiers = [
    [ticksOf(upper, shown, language), 0, `600 12px ${palette.font}`, palette.text],
    [ticksOf(lower, shown, language, upper), HEAD / 2, `11px ${palette.font}`, palette.quiet],
  ] as const;
  for (const [ticks, top, font, colour] of tiers) {
    ctx.font = font;
    for (const tick of ticks) {
      ctx.fillStyle = palette.line;
      ctx.fillRect(Math.round(xOf(scene.scale, tick.from) - view.left), top, 1, HEAD / 2);
      ctx.fillStyle = colour;
      paintTick(ctx, scene, view, tick, top + HEAD / 4);
    }
  }
  if (lower === "day") paintMarks(ctx, scene, view);
  ctx.fillStyle = palette.line;
  ctx.fillRect(0, HEAD / 2, view.width, 1);
  ctx.fillRect(0, HEAD - 1, view.width, 1);
}

/** The data date as a line; today where the project has none. */
export function paintDate(ctx: Ctx, scene: Scene, view: View): void {
  const { today, data_date } = scene.plan.said;
  const x = Math.round(xOf(scene.scale, data_date ?? today) - view.left);
  if (x < 0 || x > view.width) return;
  ctx.fillStyle = scene.palette.text;
  if (data_date !== null) {
    ctx.fillRect(x, 0, 1.5, view.height);
    return;
  }
  for (let y = 0; y < view.height; y += 7) ctx.fillRect(x, y, 1, 4);
}

/** The data date bent to where each activity really stands (前锋线, JGJ/T 121). */
export function paintFront(ctx: Ctx, scene: Scene, view: View): void {
  const { front, rows } = scene;
  if (!front) return;
  const { from, to } = rowsShown(view.top, view.height, ROW, rows.count);
  ctx.strokeStyle = scene.palette.front;
  ctx.lineWidth = 1.75;
  ctx.beginPath();
  ctx.moveTo(front.at - view.left, from * ROW - view.top);
  for (let row = from; row < to; row += 1) {
    const point = front.points.get(rows.place[row]!);
    const y = row * ROW - view.top;
    if (point !== undefined) {
      ctx.lineTo(front.at - view.left, y + 2);
      ctx.lineTo(point - view.left, y + ROW / 2 - 2);
    }
    ctx.lineTo(front.at - view.left, y + ROW - 2);
  }
  ctx.stroke();
}
