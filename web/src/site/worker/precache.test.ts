import { expect, it } from "vitest";
import { precacheOf } from "./precache";

const MANIFEST = {
  "site.tsx": { file: "site-1.js", css: ["site-1.css"], imports: ["_shared.js"] },
  "_shared.js": { file: "shared-2.js", css: ["shared-2.css"], dynamicImports: ["lazy.tsx"] },
  "lazy.tsx": { file: "lazy-3.js", imports: ["_shared.js", "site.tsx"] },
  "board.tsx": { file: "board-4.js" },
};

it("names what an entry reaches, each once, and nothing of another entry", () => {
  const urls = precacheOf(MANIFEST, "site.tsx", "/p/").map(({ url }) => url);
  expect(urls).toEqual([
    "/p/lazy-3.js",
    "/p/shared-2.css",
    "/p/shared-2.js",
    "/p/site-1.css",
    "/p/site-1.js",
  ]);
});

it("does not hide an entry that was not built", () => {
  expect(() => precacheOf(MANIFEST, "none.tsx", "/p/")).toThrow("none.tsx");
});
