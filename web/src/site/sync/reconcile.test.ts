import { expect, it } from "vitest";
import { photoOf } from "../testing";
import { languageKept } from "./language";
import { batchesOf } from "./reconcile";

it("asks by project, and for no more than the server looks up at once", () => {
  const of = (project: number, count: number) =>
    Array.from({ length: count }, (_, index) =>
      photoOf({
        id: `${project}-${index}`,
        place: { project, building: null, activity: null, label: "" },
      }),
    );
  const batches = batchesOf([...of(1, 501), ...of(2, 3)]);
  expect(batches.map((batch) => batch.length)).toEqual([500, 1, 3]);
  expect(batches[2]?.every(({ place }) => place.project === 2)).toBe(true);
  expect(batchesOf([])).toEqual([]);
});

it("knows the language that the browser was told", () => {
  expect(languageKept("a=b; django_language=en")).toBe("en");
  expect(languageKept("django_language=zh-hans; x=y")).toBe("zh-hans");
  expect(languageKept("theme=dark")).toBeNull();
});
