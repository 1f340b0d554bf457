/** One picture of the chart, for a screen of any density. */
import { paintBackdrop } from "./paintBackdrop";
import { paintBars } from "./paintBars";
import { paintDate, paintFront, paintHead } from "./paintHead";
import { paintHand } from "./paintHand";
import { paintLags, paintLinks } from "./paintLinks";
import { paintWhatIf } from "./paintWhatIf";
import { HEAD, type Scene, type View } from "./scene";

/** Give the canvas as many pixels as the screen has under it. */
export function fit(canvas: HTMLCanvasElement, width: number, height: number): void {
  const ratio = window.devicePixelRatio || 1;
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
}

/** `view` is what of the whole chart is seen, the time scale above it included. */
export function paint(canvas: HTMLCanvasElement, scene: Scene, view: View): void {
  const ctx = canvas.getContext("2d", { alpha: false });
  if (!ctx) return;
  const ratio = window.devicePixelRatio || 1;
  const rows = { ...view, height: Math.max(0, view.height - HEAD) };
  ctx.setTransform(ratio, 0, 0, ratio, 0, HEAD * ratio);
  paintBackdrop(ctx, scene, rows);
  paintLinks(ctx, scene, rows);
  paintBars(ctx, scene, rows);
  paintWhatIf(ctx, scene, rows);
  paintLags(ctx, scene, rows);
  paintDate(ctx, scene, rows);
  paintFront(ctx, scene, rows);
  paintHand(ctx, scene, rows);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  paintHead(ctx, scene, view);
}
