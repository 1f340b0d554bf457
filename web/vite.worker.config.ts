/** The phone's service worker: one file, built after the pages because it names their files. */
import { readFileSync } from "node:fs";
import { defineConfig } from "vite";
import { precacheOf } from "./src/site/worker/precache.ts";

const BASE = "/static/pages/";
const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf-8"));

export default defineConfig({
  base: BASE,
  define: {
    __PRECACHE__: JSON.stringify(precacheOf(manifest, "src/site/main.tsx", BASE)),
    "process.env.NODE_ENV": JSON.stringify("production"),
  },
  build: {
    outDir: "dist",
    emptyOutDir: false,
    target: "es2022",
    lib: { entry: "src/site/worker/worker.ts", formats: ["es"], fileName: () => "site-worker.js" },
    rollupOptions: { output: { codeSplitting: false } },
  },
});
