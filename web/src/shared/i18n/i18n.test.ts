import { describe, expect, it } from "vitest";
import type { Colour, State } from "../portfolio";
import { COLOURS } from "../lights";
import { en } from "./en";
import { language, nameOf, t, wordsLoad } from "./index";
import { zh } from "./zh";

function flat(words: object, path = ""): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === "string"
        ? [[path + key, value] as const]
        : [...flat(value as object, `${path}${key}.`)],
    ),
  );
}

const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]).sort();

interface Catalogue {
  zh: object;
  en: object;
}

// whoever adds a file of words need not think of this test
const FILES = import.meta.glob<Catalogue>("./*Words.ts", { eager: true });
const CATALOGUES: Record<string, Catalogue> = { board: { zh, en }, ...FILES };

describe.each(Object.entries(CATALOGUES))("the catalogue %s", (_name, { zh, en }) => {
  it("has the same keys", () => {
    expect([...flat(en).keys()].sort()).toEqual([...flat(zh).keys()].sort());
  });

  it("says something for every key, with the same values in it", () => {
    const english = flat(en);
    for (const [key, text] of flat(zh)) {
      expect(text.trim(), key).not.toBe("");
      expect(english.get(key)?.trim(), key).toBeTruthy();
      expect(holes(english.get(key) ?? ""), key).toEqual(holes(text));
      expect(text.replaceAll(/\{\{\w+\}\}/g, ""), key).not.toMatch(/[{}]/);
    }
  });

  it("is in its own language each time", () => {
    for (const [key, text] of flat(en)) expect(text, key).not.toMatch(/\p{Script=Han}/u);
    const same = [...flat(zh)].filter(([key, text]) => flat(en).get(key) === text);
    expect(same).toEqual([]);
  });

  it("calls nothing by a name that another one has", () => {
    const others = Object.values(CATALOGUES).filter((other) => other.zh !== zh);
    const taken = others.flatMap((other) => Object.keys(other.zh));
    expect(Object.keys(zh).filter((key) => taken.includes(key))).toEqual([]);
  });
});

describe("the catalogues", () => {
  it("name every light and every state", () => {
    const states: State[] = ["planned", "claimed", "evidenced", "accepted"];
    for (const words of [zh, en]) {
      expect(Object.keys(words.lights).sort()).toEqual([...(COLOURS as Colour[])].sort());
      expect(Object.keys(words.states)).toEqual(states);
    }
  });
});

describe("words", () => {
  it("are read in the language that the server chose", () => {
    wordsLoad("zh-hans");
    expect(language()).toBe("zh-hans");
    expect(t("late", { count: 6 })).toBe("逾期 6 个工作日");
    expect(nameOf({ name: "封顶", name_en: "Topping out" })).toBe("封顶");
  });

  it("fall back to the only name a row has", () => {
    wordsLoad("en");
    expect(t("late", { count: 6 })).toBe("+6 d");
    expect(nameOf({ name: "封顶", name_en: "Topping out" })).toBe("Topping out");
    expect(nameOf({ name: "封顶", name_en: "" })).toBe("封顶");
  });
});
