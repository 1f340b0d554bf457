import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

type Known = { getModuleInfo: (id: string) => { importers: readonly string[] } | null };

/** Is a module among what the phone loads? */
function isPhones(id: string, known: Known, seen = new Set<string>()): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  if (/src\/(site|push)\//.test(id)) return true;
  return (known.getModuleInfo(id)?.importers ?? []).some((by) => isPhones(by, known, seen));
}

/**
 * What several pages load comes in two files instead of dozens, which would wait for one another:
 * one that the phone needs too, and one for the desk. What stands beside the Gantt stays apart.
 */
function sharedIn(id: string, known: Known): string | null {
  if (/src\/(site|push|planner\/panels)\//.test(id)) return null;
  return isPhones(id, known) ? "base" : "desk";
}

export default defineConfig({
  // Django serves the build as static files under this name (settings.STATICFILES_DIRS)
  base: "/static/pages/",
  plugins: [react()],
  build: {
    outDir: "dist",
    manifest: true,
    target: "es2022",
    // an inlined picture would need data: in more places of the CSP
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: sharedIn, minShareCount: 2 }] } },
      input: {
        board: "src/board/main.tsx",
        site: "src/site/main.tsx",
        push: "src/push/worker.ts",
      },
    },
  },
});
