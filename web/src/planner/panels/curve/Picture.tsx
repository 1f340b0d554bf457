/** The curves as a picture; the table beside it says the same. */
import { useEffect, useRef } from "react";
import uPlot, { type Options } from "uplot";
import "uplot/dist/uPlot.min.css";
import { t } from "../../../shared/i18n";
import { columnsOf, type Curves } from "./curves";

const HIGH = 240;
const CURVES = ["early", "late", "planned", "actual"] as const;
// custom properties of the theme
const COLOURS = {
  early: "--text-quiet",
  late: "--text-quiet",
  planned: "--text",
  actual: "--action",
} as const;

export function Picture({ curves }: { curves: Curves }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const into = box.current;
    if (!into) return undefined;
    const draw = () => new uPlot(options(into), columnsOf(curves), into);
    let plot = draw();
    const again = (): void => {
      plot.destroy();
      plot = draw();
    };
    const sized = new ResizeObserver(() => plot.setSize({ width: into.clientWidth, height: HIGH }));
    sized.observe(into);
    // colours are read when it is drawn, so another theme needs another picture
    const themed = new MutationObserver(again);
    themed.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", again);
    return () => {
      sized.disconnect();
      themed.disconnect();
      system.removeEventListener("change", again);
      plot.destroy();
    };
  }, [curves]);
  return <div ref={box} className="curve-picture" role="img" aria-label={t("curve.picture")} />;
}

function options(into: HTMLElement): Options {
  const style = getComputedStyle(into);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const axis = {
    stroke: colour("--text-quiet"),
    grid: { stroke: colour("--line-faint"), width: 1 },
    ticks: { show: false },
  };
  return {
    width: into.clientWidth,
    height: HIGH,
    tzDate: (stamp) => uPlot.tzDate(new Date(stamp * 1000), "UTC"),
    cursor: { y: false },
    legend: { show: false },
    axes: [{ ...axis, values: [[28 * 86_400, "{YYYY}-{MM}", null, null, null, null, null, null, 1]] }, axis],
    series: [
      {},
      ...CURVES.map((name) => ({
        label: t(`curve.${name}`),
        stroke: colour(COLOURS[name]),
        width: name === "planned" || name === "actual" ? 2 : 1,
        ...(name === "early" || name === "late" ? { dash: [4, 3] } : {}),
        points: { show: false },
      })),
    ],
  };
}
