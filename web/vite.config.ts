import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

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
    rollupOptions: {
      input: {
        board: "src/board/main.tsx",
        site: "src/site/main.tsx",
        push: "src/push/worker.ts",
      },
    },
  },
});
