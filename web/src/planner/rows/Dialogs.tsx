/** The dialog that is open over the table; fetched when the first one is opened. */
import type { Boot } from "../../shared/boot";
import type { Workdays } from "../geometry/workdays";
import type { Plan } from "../plan";
import { NewActivity } from "./NewActivity";
import { PasteRows } from "./PasteRows";
import { Remove } from "./Remove";
import type { Asked } from "./useRows";

interface Props {
  asked: Asked;
  plan: Plan;
  boot: Boot;
  place: number | null;
  /** The project's calendar. */
  workdays: Workdays;
  onMade: (activities: readonly number[]) => void;
  onClose: () => void;
}

export default function Dialogs({ asked, onMade, onClose, ...given }: Props) {
  if (asked.deed === "new") return <NewActivity {...given} onMade={onMade} onClose={onClose} />;
  if (asked.deed === "paste") {
    const { text, from } = asked;
    return <PasteRows {...given} text={text} from={from} onMade={onMade} onClose={onClose} />;
  }
  if (given.place !== null) {
    return <Remove {...given} place={given.place} onDone={onClose} onClose={onClose} />;
  }
  return null;
}
