/** What is above the chart: zoom, grouping, filters, search, and what may be laid over the bars. */
import type { ReactNode } from "react";
import { nameOf, t } from "../shared/i18n";
import { GROUPINGS, type Grouping } from "./geometry/outline";
import { ZOOMS } from "./geometry/scale";
import type { Plan } from "./plan";
import type { Layout } from "./useLayout";
import type { View } from "./useView";

interface Props {
  plan: Plan;
  view: View;
  layout: Layout;
  onToday: () => void;
  children?: ReactNode;
}

function Toggle(props: { on: boolean; label: string; onChange: (on: boolean) => void }) {
  return (
    <button
      type="button"
      className="gantt-chip"
      aria-pressed={props.on}
      onClick={() => props.onChange(!props.on)}
    >
      {props.label}
    </button>
  );
}

function Filters({ plan, view }: Pick<Props, "plan" | "view">) {
  const { asked } = view.look;
  return (
    <>
      <Toggle
        on={asked.critical}
        label={t("gantt.critical")}
        onChange={(critical) => view.ask({ critical })}
      />
      <Toggle on={asked.late} label={t("gantt.late")} onChange={(late) => view.ask({ late })} />
      {plan.said.buildings.length > 1 && (
        <select
          aria-label={t("gantt.building")}
          value={asked.building ?? ""}
          onChange={({ target }) => view.ask({ building: Number(target.value) || null })}
        >
          <option value="">{t("gantt.allBuildings")}</option>
          {plan.said.buildings.map((building) => (
            <option key={building.id} value={building.id}>
              {nameOf(building)}
            </option>
          ))}
        </select>
      )}
      <input
        type="search"
        aria-label={t("gantt.search")}
        placeholder={t("gantt.search")}
        value={asked.text}
        maxLength={100}
        onChange={({ target }) => view.ask({ text: target.value })}
      />
    </>
  );
}

function Groups({ view, layout }: Pick<Props, "view" | "layout">) {
  const { headings } = layout.outline;
  return (
    <>
      <select
        aria-label={t("gantt.groupLabel")}
        value={view.look.grouping}
        onChange={({ target }) => view.change({ grouping: target.value as Grouping })}
      >
        {GROUPINGS.map((grouping) => (
          <option key={grouping} value={grouping}>
            {t(`gantt.group.${grouping}`)}
          </option>
        ))}
      </select>
      {headings.length > 0 && (
        <button
          type="button"
          className="gantt-chip"
          onClick={() => view.close(view.closed.size ? [] : headings.map(({ key }) => key))}
        >
          {t(view.closed.size ? "gantt.openAll" : "gantt.closeAll")}
        </button>
      )}
    </>
  );
}

export function Toolbar({ plan, view, layout, onToday, children }: Props) {
  const { look } = view;
  return (
    <div className="gantt-tools" role="toolbar" aria-label={t("gantt.tools")}>
      <div className="switch" role="group" aria-label={t("gantt.zoomLabel")}>
        {ZOOMS.map((zoom) => (
          <button
            key={zoom}
            type="button"
            aria-pressed={look.zoom === zoom}
            onClick={() => view.change({ zoom })}
          >
            {t(`gantt.zoom.${zoom}`)}
          </button>
        ))}
      </div>
      <button type="button" className="gantt-chip" onClick={onToday}>
        {t("gantt.today")}
      </button>
      <Groups view={view} layout={layout} />
      <Filters plan={plan} view={view} />
      <Toggle
        on={look.baseline}
        label={t("gantt.baseline")}
        onChange={(baseline) => view.change({ baseline })}
      />
      <Toggle on={look.front} label={t("gantt.front")} onChange={(front) => view.change({ front })} />
      {children}
      <output className="gantt-found">
        {t("gantt.found", { count: layout.shown, all: plan.count })}
      </output>
    </div>
  );
}
