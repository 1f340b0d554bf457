/** One script and one sheet for a library, by its name as the mode: `vite build --mode svar`. */
export default ({ mode }: { mode: string }) => ({
  base: `/static/peers/${mode}/`,
  build: {
    outDir: `dist/${mode}`,
    target: "es2022",
    modulePreload: false,
    rollupOptions: {
      input: `src/${mode}.ts`,
      output: { entryFileNames: "page.js", assetFileNames: "page[extname]" },
    },
  },
});
