/** Which page is open: kept in the hash, so that the phone's back button works without a network. */
import { useSyncExternalStore } from "react";

export type Where =
  | { page: "places"; project: number | null }
  | { page: "building"; project: number; building: number | null }
  | { page: "report"; project: number; activity: number }
  | { page: "photo"; id: string }
  | { page: "queue" };

export function whereOf(hash: string): Where {
  const [page = "", first = "", second = ""] = hash.replace(/^#\/?/, "").split("/");
  if (page === "queue") return { page };
  if (page === "photo" && first) return { page, id: first };
  if (page === "building" && first)
    return { page, project: Number(first), building: second ? Number(second) : null };
  if (page === "report" && second)
    return { page, project: Number(first), activity: Number(second) };
  return { page: "places", project: page === "project" && first ? Number(first) : null };
}

export function hashOf(where: Where): string {
  switch (where.page) {
    case "places":
      return where.project === null ? "#/" : `#/project/${where.project}`;
    case "building":
      return `#/building/${where.project}/${where.building ?? ""}`;
    case "report":
      return `#/report/${where.project}/${where.activity}`;
    case "photo":
      return `#/photo/${where.id}`;
    case "queue":
      return "#/queue";
  }
}

function subscribe(look: () => void): () => void {
  window.addEventListener("hashchange", look);
  return () => window.removeEventListener("hashchange", look);
}

export function useWhere(): Where {
  return whereOf(useSyncExternalStore(subscribe, () => window.location.hash));
}
