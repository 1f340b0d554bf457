/** Rows of the table made and removed: the buttons and keys that ask for it, the dialog that does. */
import {
  type ClipboardEvent,
  type KeyboardEvent,
  lazy,
  type ReactNode,
  type RefObject,
  Suspense,
  useEffect,
  useState,
} from "react";
import type { Boot } from "../../shared/boot";
import { t, wordsAdd } from "../../shared/i18n";
import * as words from "../../shared/i18n/rowWords";
import { type Column, COLUMNS } from "../grid/columns";
import type { Plan } from "../plan";
import type { Active } from "../useActive";
import type { Layout } from "../useLayout";
import { offerOf } from "./offer";

wordsAdd(words);

const Dialogs = lazy(() => import("./Dialogs"));

/** What a block begins with that is pasted at no cell. */
const FROM: Column = "code";

export type Asked =
  | { deed: "new" | "remove" }
  /** A block of cells, and the column that it begins in where it has no headings. */
  | { deed: "paste"; text: string; from: Column };

interface Given {
  plan: Plan;
  boot: Boot;
  mayEdit: boolean;
  active: Active;
  layout: Layout;
  grid: RefObject<HTMLDivElement | null>;
  goTo: (activity: number) => void;
}

export interface RowDeeds {
  tools: ReactNode;
  dialog: ReactNode;
  ask: (deed: "new" | "remove") => void;
  /** False where the key has nothing to do with rows. */
  onKey: (event: KeyboardEvent) => boolean;
  /** False where the block, or its first lines, are for the cells. */
  onPaste: (event: ClipboardEvent) => boolean;
}

/** Goes to an activity as soon as the plan knows it. */
function useArrival({ plan, goTo }: Pick<Given, "plan" | "goTo">) {
  const [wanted, setWanted] = useState<number | null>(null);
  const isThere = wanted !== null && plan.placeOf.has(wanted);
  useEffect(() => {
    if (!isThere) return;
    goTo(wanted);
    setWanted(null);
  }, [isThere, wanted, goTo]);
  return setWanted;
}

export function useRows(given: Given): RowDeeds {
  const { plan, boot, mayEdit, active, grid } = given;
  const [asked, setAsked] = useState<Asked | null>(null);
  const arrive = useArrival(given);
  const ask = (deed: "new" | "remove") => {
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
  const onPaste = (event: ClipboardEvent): boolean => {
    if (!mayEdit || event.target instanceof HTMLInputElement) return false;
    const { cell } = active;
    const from = cell?.column ?? FROM;
    const left = cell ? given.layout.rows.count - cell.row : 0;
    const text = event.clipboardData.getData("text/plain");
    const offer = offerOf(plan, text, COLUMNS.slice(COLUMNS.indexOf(from)), left);
    if (!offer) return false;
    setAsked({ deed: "paste", text: offer.text, from });
    event.preventDefault();
    return offer.take === "all";
  };
  const tools = mayEdit && (
    <>
      <button type="button" className="gantt-chip" onClick={() => ask("new")}>
        {t("rows.new")}
      </button>
      <button
        type="button"
        className="gantt-chip"
        onClick={() => setAsked({ deed: "paste", text: "", from: FROM })}
      >
        {t("rows.paste")}
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
        workdays={given.layout.workdays}
        onMade={(activities) => {
          arrive(activities[0] ?? null);
          close();
        }}
        onClose={close}
      />
    </Suspense>
  );
  return { tools, dialog, ask, onKey, onPaste };
}
