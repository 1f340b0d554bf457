/** The sheet of projects, buildings and work: from the server when it answers, else from the phone. */
import { get } from "../../shared/api";
import { database, type Sheet } from "../store/database";

export type { Sheet };
export type SheetProject = Sheet["projects"][number];
export type SheetActivity = SheetProject["activities"][number];

const LAST_USER = "topout-site-user";

/** The last sheet that came, whoever was signed in; undefined on a phone that never had one. */
export async function sheetKept(): Promise<Sheet | undefined> {
  const user = localStorage.getItem(LAST_USER);
  if (user === null) return undefined;
  const kept = await (await database()).get("sheets", user);
  return isWhole(kept) ? kept : undefined;
}

/** A torn sheet is none: the next one comes from the server. */
function isWhole(kept: Sheet | undefined): boolean {
  const lists = kept?.projects?.map((each) => [each?.buildings, each?.activities]);
  return lists?.flat().every(Array.isArray) ?? false;
}

/** Ask for a new one and keep it. Throws Problem 401 when the session has ended. */
export async function sheetRenew(signal?: AbortSignal): Promise<Sheet> {
  const sheet = await get<Sheet>("/api/v1/site/", signal);
  // a phone that cannot keep it is shown it all the same; what is wrong with its store is said
  void sheetKeep(sheet).catch(() => undefined);
  return sheet;
}

async function sheetKeep(sheet: Sheet): Promise<void> {
  await (await database()).put("sheets", sheet);
  localStorage.setItem(LAST_USER, sheet.user);
}

/** Whoever signs out takes his sheet along; what waits to be sent stays. */
export async function sheetForget(): Promise<void> {
  localStorage.removeItem(LAST_USER);
  await (await database()).clear("sheets");
}
