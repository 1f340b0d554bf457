/** One milestone as a stop on its building's line: light, name, date, and what is wrong. */
import { memo } from "react";
import { dayInWords } from "../shared/dates";
import { language, nameOf, t } from "../shared/i18n";
import { Light } from "../shared/Light";
import { isClaimOnly } from "../shared/lights";
import type { Milestone } from "../shared/portfolio";
import { explainHide, explainShow, explainToggle } from "./explained";

interface Props {
  milestone: Milestone;
  today: string;
  zone: string;
  dimmed: boolean;
}

export function dateOf(milestone: Milestone, today: string): string {
  const day = (milestone.reached && milestone.actual_finish) || milestone.planned_finish;
  return day ? dayInWords(day, language(), today) : t("undated");
}

/** The word under a stop: the lateness if there is one, else what its light says. */
export function verdictOf(milestone: Milestone): string {
  if (isClaimOnly(milestone)) {
    return t(milestone.state === "claimed" && milestone.photo_count === 0 ? "claimOnly" : "claimWaits");
  }
  if (milestone.reached) return t("reachedGreen");
  if (milestone.open_alert?.kind === "due_soon" && milestone.days_late <= 0) return t("dueSoon");
  return "";
}

export const Stop = memo(function Stop({ milestone, today, zone, dimmed }: Props) {
  const { colour } = milestone.light;
  const late = milestone.days_late > 0 ? t("late", { count: milestone.days_late }) : "";
  const verdict = verdictOf(milestone);
  const past = milestone.reached || (milestone.planned_finish ?? "9") < today;
  const subject = { milestone, today, zone };
  return (
    <li className={`stop${past ? " stop-past" : ""}${dimmed ? " stop-dim" : ""}`}>
      <button
        type="button"
        className="stop-button"
        data-colour={colour}
        onPointerEnter={(event) =>
          event.pointerType === "mouse" && explainShow(subject, event.currentTarget, true)
        }
        onPointerLeave={(event) => event.pointerType === "mouse" && explainHide()}
        onFocus={(event) =>
          event.currentTarget.matches(":focus-visible") && explainShow(subject, event.currentTarget)
        }
        onBlur={() => explainHide(true)}
        onClick={(event) => explainToggle(subject, event.currentTarget)}
        aria-describedby="explain"
      >
        <span className="stop-mark">
          <Light colour={colour} reached={milestone.reached} size={22} />
        </span>
        <span className="stop-text">
          <span className="stop-name">{nameOf(milestone)}</span>
          <span className="stop-date">{dateOf(milestone, today)}</span>
          <span className={`stop-verdict verdict-${colour}`}>
            <span className="stop-word">
              {verdict && milestone.reached ? verdict : t(`lights.${colour}`)}
            </span>
            {late && <b>{late}</b>}
            {verdict && !milestone.reached && <span className="stop-note">{verdict}</span>}
          </span>
        </span>
      </button>
    </li>
  );
});
