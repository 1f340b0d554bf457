/** Sums and areas as people say them. */
import type { Language } from "./dates";

const HECTARES_PER_MU = 1 / 15;

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** `50 亿元` / `CNY 5 billion`. */
export function moneyInWords(yuan: number, language: Language): string {
  if (language === "en") {
    if (yuan >= 1e9) return `CNY ${short(yuan / 1e9)} billion`;
    if (yuan >= 1e6) return `CNY ${short(yuan / 1e6)} million`;
    return `CNY ${yuan.toLocaleString("en")}`;
  }
  if (yuan >= 1e8) return `${short(yuan / 1e8)} 亿元`;
  if (yuan >= 1e4) return `${short(yuan / 1e4)} 万元`;
  return `${yuan} 元`;
}

/** `200 亩` / `200 mu (13.33 ha)`. */
export function areaInWords(mu: number, language: Language): string {
  return language === "en" ? `${short(mu)} mu (${short(mu * HECTARES_PER_MU)} ha)` : `${short(mu)} 亩`;
}

/** `12.35 万平方米` / `123,456 m²`. */
export function floorAreaInWords(squareMetres: number, language: Language): string {
  if (language === "en") return `${Math.round(squareMetres).toLocaleString("en")} m²`;
  return squareMetres >= 1e4
    ? `${short(squareMetres / 1e4)} 万平方米`
    : `${short(squareMetres)} 平方米`;
}
