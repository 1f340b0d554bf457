/** One building: its photo, how far it is, and its milestones along a line. */
import { memo, type ReactNode, useState } from "react";
import { nameOf, t } from "../shared/i18n";
import { Light } from "../shared/Light";
import type { Building, Colour, Milestone } from "../shared/portfolio";
import type { Picks } from "./filters";
import { PhotoFrame } from "../shared/PhotoFrame";
import { Trend } from "./Trend";
import { isBehind, lateOf, Stop, verdictOf } from "./Stop";
import "./BuildingRow.css";

const TROUBLED: ReadonlySet<Colour> = new Set(["red", "orange", "yellow", "blue"] satisfies Colour[]);
// folding fewer than two saves no room
const FOLD_FROM = 2;

interface Props {
  building: Building;
  today: string;
  zone: string;
  /** What the filter asks for; null where everything is. */
  picks: Picks | null;
  stopsInRow: number;
}

export function titleOf(building: Building): string {
  if (building.id === null) return t("noBuilding");
  const name = nameOf(building);
  return name.includes(building.code) ? name : `${building.code} ${name}`;
}

/** Why the building has its light: the open milestone that is worst off, if one is. */
export function troubleOf(building: Building): Milestone | null {
  const { colour } = building.light;
  if (!TROUBLED.has(colour)) return null;
  const open = building.milestones.filter((row) => !row.reached && row.light.colour === colour);
  return open.toSorted((one, other) => other.days_late - one.days_late)[0] ?? null;
}

function Trouble({ milestone }: { milestone: Milestone }) {
  return (
    <p className={`building-why verdict-${milestone.light.colour}`}>
      <span>{nameOf(milestone)}</span>
      <span>{lateOf(milestone) || verdictOf(milestone)}</span>
    </p>
  );
}

function Percent({ building, children }: { building: Building; children: ReactNode }) {
  const { percent_complete: percent, floors } = building;
  const words = [
    t("complete", { percent: Math.round(percent) }),
    floors === null ? "" : t("floors", { count: floors }),
  ];
  return (
    <div className="percent">
      <span className="percent-track" aria-hidden="true">
        <span className="percent-fill" style={{ inlineSize: `${percent}%` }} />
      </span>
      <div className="percent-words">
        <span className="quiet">{words.filter(Boolean).join(" · ")}</span>
        {children}
      </div>
    </div>
  );
}

export const BuildingRow = memo(function BuildingRow(props: Props) {
  const { building, today, zone, picks, stopsInRow } = props;
  const title = titleOf(building);
  const colour = building.light.colour;
  const next = building.milestones.findIndex((row) => !isBehind(row, today));
  // on a phone what was reached before the last reached stop is folded away
  const last = building.milestones.findLastIndex((row) => row.reached);
  const hidden = building.milestones.slice(0, Math.max(0, last)).filter((row) => row.reached).length;
  const folds = hidden >= FOLD_FROM;
  const [open, setOpen] = useState(false);
  const trouble = troubleOf(building);
  const trend = building.trend && <Trend trend={building.trend} name={title} today={today} />;
  const shown = building.milestones.length - (folds && !open ? hidden : 0);
  const done = building.milestones.length > 0 && building.milestones.every((row) => row.reached);
  return (
    <li
      className={`building building-${building.light.colour}`}
      style={{ "--shown": shown } as React.CSSProperties}
    >
      <div className="building-head">
        {building.id !== null && (
          <PhotoFrame photo={building.latest_photo} building={title} today={today} zone={zone} />
        )}
        <div className="building-facts">
          <h3>
            <Light colour={colour} reached={done} size={18} />
            <span>{title}</span>
            <span className="only-spoken">{t(`lights.${colour}`)}</span>
          </h3>
          {building.id === null ? trend : <Percent building={building}>{trend}</Percent>}
          {trouble && <Trouble milestone={trouble} />}
        </div>
      </div>
      {folds && !open && (
        <button type="button" className="fold" onClick={() => setOpen(true)}>
          {t("unfold", { count: hidden })}
        </button>
      )}
      <ol className={open ? "line" : "line line-folded"} style={{ "--stops": stopsInRow } as React.CSSProperties}>
        {building.milestones.map((milestone, index) => (
          <Stop
            key={milestone.id}
            milestone={milestone}
            today={today}
            zone={zone}
            folds={folds && index < last && milestone.reached}
            behind={next < 0 || index < next}
            first={index === next}
            dimmed={picks !== null && !picks(milestone)}
          />
        ))}
      </ol>
    </li>
  );
});
