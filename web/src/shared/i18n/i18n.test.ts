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

describe("the catalogues", () => {
  it("have the same keys", () => {
    expect([...flat(en).keys()].sort()).toEqual([...flat(zh).keys()].sort());
  });

  it("say something for every key, with the same values in it", () => {
    const english = flat(en);
    for (const [key, text] of flat(zh)) {
      expect(text.trim(), key).not.toBe("");
      expect(english.get(key)?.trim(), key).toBeTruthy();
      expect(holes(english.get(key) ?? ""), key).toEqual(holes(text));
    }
  });

  it("are each in their own language", () => {
    for (const [key, text] of flat(en)) expect(text, key).not.toMatch(/\p{Script=Han}/u);
    const same = [...flat(zh)].filter(([key, text]) => flat(en).get(key) === text);
    expect(same).toEqual([]);
  });

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
