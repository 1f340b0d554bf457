/** Rows of the table made and removed: the buttons and keys that ask for it, the dialog that does. */
import { type KeyboardEvent, lazy, type ReactNode, type RefObject, Suspense, useEffect, useState } from "react";
import type { Boot } from "../../shared/boot";
import { t, wordsAdd } from "../../shared/i18n";
import * as words from "../../shared/i18n/rowWords";
import { NOTHING_ASKED } from "../geometry/filters";
import type { Plan } from "../plan";
import type { Active } from "../useActive";
import type { Layout } from "../useLayout";
import type { View } from "../useView";

wordsAdd(words);

const Dialogs = lazy(() => import("./Dialogs"));

export interface Asked {
  deed: "new" | "remove";
}

interface Given {
  plan: Plan;
  boot: Boot;
  mayEdit: boolean;
  active: Active;
  layout: Layout;
  view: View;
  grid: RefObject<HTMLDivElement | null>;
}

export interface RowDeeds {
  tools: ReactNode;
  dialog: ReactNode;
  ask: (deed: Asked["deed"]) => void;
  /** False where the key has nothing to do with rows. */
  onKey: (event: KeyboardEvent) => boolean;
}

/** Goes to an activity as soon as the plan knows it, out of filters and closed groups. */
function useArrival({ plan, layout, view, active }: Pick<Given, "plan" | "layout" | "view" | "active">) {
  const [wanted, setWanted] = useState<number | null>(null);
  const place = wanted === null ? undefined : plan.placeOf.get(wanted);
  const row = place === undefined ? undefined : layout.rows.rowOf[place];
  useEffect(() => {
    if (row === undefined) return;
    if (row < 0) {
      view.ask(NOTHING_ASKED);
      view.close([]);
    } else {
      active.go({ row, column: "name" });
      setWanted(null);
    }
    // only where the row has come to stand
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [row]);
  return setWanted;
}

export function useRows(given: Given): RowDeeds {
  const { plan, boot, mayEdit, active, grid } = given;
  const [asked, setAsked] = useState<Asked | null>(null);
  const arrive = useArrival(given);
  const ask = (deed: Asked["deed"]) => {
    if (mayEdit && (deed !== "remove" || active.place !== null)) setAsked({ deed });
  };
  const close = () => {
    setAsked(null);
    grid.current?.focus();
  };
  const onKey = (event: KeyboardEvent): boolean => {
    const deed = ({ Insert: "new", Delete: "remove" } as const)[event.key];
    if (!deed || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return false;
    event.preventDefault();
    ask(deed);
    return true;
  };
  const tools = mayEdit && (
    <>
      <button type="button" className="gantt-chip" onClick={() => ask("new")}>
        {t("rows.new")}
      </button>
      <button
        type="button"
        className="gantt-chip"
        disabled={active.place === null}
        onClick={() => ask("remove")}
      >
        {t("rows.remove")}
      </button>
    </>
  );
  const dialog = asked && (
    <Suspense fallback={null}>
      <Dialogs
        asked={asked}
        plan={plan}
        boot={boot}
        place={active.place}
        onMade={(activities) => {
          arrive(activities[0] ?? null);
          close();
        }}
        onClose={close}
      />
    </Suspense>
  );
  return { tools, dialog, ask, onKey };
}
