/** What of a project's photos is shown, and how; it lives in the address. */
export const VIEWS = ["timeline", "compare", "lapse", "map"] as const;
export type View = (typeof VIEWS)[number];

export interface Asked {
  view: View;
  building: number | null;
}

export function askedOf(search: string): Asked {
  const said = new URLSearchParams(search);
  const view = VIEWS.find((each) => each === said.get("view")) ?? "timeline";
  return { view, building: Number(said.get("building")) || null };
}

export function searchOf({ view, building }: Asked): string {
  const said = new URLSearchParams();
  if (view !== "timeline") said.set("view", view);
  if (building) said.set("building", String(building));
  return said.size ? `?${said}` : "";
}
