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
  return user === null ? undefined : (await database()).get("sheets", user);
}

/** Ask for a new one and keep it. Throws Problem 401 when the session has ended. */
export async function sheetRenew(signal?: AbortSignal): Promise<Sheet> {
  const sheet = await get<Sheet>("/api/v1/site/", signal);
  await (await database()).put("sheets", sheet);
  localStorage.setItem(LAST_USER, sheet.user);
  return sheet;
}

/** Whoever signs out takes his sheet along; what waits to be sent stays. */
export async function sheetForget(): Promise<void> {
  localStorage.removeItem(LAST_USER);
  await (await database()).clear("sheets");
}
