/** Where a pop-over stands. */
const GAP_PX = 8;

/** Below the anchor where there is room, else above, else beside it; always inside the window. */
export function placed(
  anchor: { left: number; top: number; bottom: number; width: number },
  box: { width: number; height: number },
  view: { width: number; height: number },
): { left: number; top: number } {
  const below = anchor.bottom + GAP_PX;
  const above = anchor.top - GAP_PX - box.height;
  const centre = inside(anchor.left + anchor.width / 2 - box.width / 2, box.width, view.width);
  if (below + box.height <= view.height - GAP_PX) return { left: centre, top: below };
  if (above >= GAP_PX) return { left: centre, top: above };
  const right = anchor.left + anchor.width + GAP_PX;
  const beside = right + box.width <= view.width - GAP_PX ? right : anchor.left - GAP_PX - box.width;
  return { left: inside(beside, box.width, view.width), top: inside(below, box.height, view.height) };
}

/** The nearest place to `at` where a length lies inside a window; its beginning always does. */
function inside(at: number, length: number, whole: number): number {
  return Math.max(GAP_PX, Math.min(at, whole - length - GAP_PX));
}
