/** One building: its photo, how far it is, and its milestones along a line. */
import { memo, useState } from "react";
import { nameOf, t } from "../shared/i18n";
import { Light } from "../shared/Light";
import type { Building, Colour } from "../shared/portfolio";
import { PhotoFrame } from "./PhotoFrame";
import { isBehind, Stop } from "./Stop";

// folding fewer than two saves no room
const FOLD_FROM = 2;

interface Props {
  building: Building;
  today: string;
  zone: string;
  lights: ReadonlySet<Colour>;
  stopsInRow: number;
}

export function titleOf(building: Building): string {
  if (building.id === null) return t("noBuilding");
  const name = nameOf(building);
  return name.includes(building.code) ? name : `${building.code} ${name}`;
}

function Percent({ percent }: { percent: number }) {
  const words = t("complete", { percent: Math.round(percent) });
  return (
    <p className="percent">
      <span className="percent-track" aria-hidden="true">
        <span className="percent-fill" style={{ inlineSize: `${percent}%` }} />
      </span>
      <span className="percent-figure">{words}</span>
    </p>
  );
}

export const BuildingRow = memo(function BuildingRow(props: Props) {
  const { building, today, zone, lights, stopsInRow } = props;
  const title = titleOf(building);
  const colour = building.light.colour;
  const next = building.milestones.findIndex((row) => !isBehind(row, today));
  // on a phone what was reached before the last reached stop is folded away
  const last = building.milestones.findLastIndex((row) => row.reached);
  const hidden = building.milestones.slice(0, Math.max(0, last)).filter((row) => row.reached).length;
  const folds = hidden >= FOLD_FROM;
  const [open, setOpen] = useState(false);
  const done = building.milestones.length > 0 && building.milestones.every((row) => row.reached);
  return (
    <li className={`building building-${colour}`}>
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
          {building.id !== null && (
            <Percent percent={building.percent_complete} />
          )}
          {building.floors !== null && (
            <p className="quiet">{t("floors", { count: building.floors })}</p>
          )}
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
            dimmed={lights.size > 0 && !lights.has(milestone.light.colour)}
          />
        ))}
      </ol>
    </li>
  );
});
