/** One milestone as a stop on its building's line: light, name, date, and what is wrong. */
import { memo } from "react";
import { dayInWords } from "../shared/dates";
import { language, nameOf, t } from "../shared/i18n";
import { Light } from "../shared/Light";
import { comparedOf, isClaimOnly } from "../shared/lights";
import type { Milestone } from "../shared/portfolio";
import { expectedOf } from "./forecast";
import { explainHide, explainShow, explainToggle } from "./explained";
import "./Stop.css";

interface Props {
  milestone: Milestone;
  today: string;
  zone: string;
  /** Its place on the line lies before today. */
  behind: boolean;
  /** The first one ahead: today's mark stands before it. */
  first: boolean;
  /** Not shown on a phone before the line is unfolded. */
  folds: boolean;
  dimmed: boolean;
}

export function isBehind(milestone: Milestone, today: string): boolean {
  return milestone.reached || (comparedOf(milestone) ?? "9") < today;
}

export function dateOf(milestone: Milestone, today: string): string {
  const day = (milestone.reached && milestone.actual_finish) || comparedOf(milestone);
  return day ? dayInWords(day, language(), today) : t("undated");
}

/** The word under a stop: the lateness if there is one, else what its light says. */
export function verdictOf(milestone: Milestone): string {
  if (isClaimOnly(milestone)) {
    return t(milestone.state === "claimed" && milestone.photo_count === 0 ? "claimOnly" : "claimWaits");
  }
  if (milestone.reached) return t("reachedGreen");
  if (milestone.due_soon) return t("dueSoon");
  return "";
}

/** `+6 d` for what is open and late, the same in words for what was reached late. */
export function lateOf({ reached, days_late: count }: Milestone): string {
  if (count <= 0) return "";
  return t(reached ? "reachedLate" : "late", { count });
}

export const Stop = memo(function Stop(props: Props) {
  const { milestone, today, zone, behind, first, folds, dimmed } = props;
  const { colour } = milestone.light;
  const late = milestone.reached ? "" : lateOf(milestone);
  const verdict = verdictOf(milestone);
  const expected = expectedOf(milestone, today);
  const subject = { milestone, today, zone };
  const classes = ["stop", behind && "stop-past", folds && "stop-folds", dimmed && "stop-dim"];
  return (
    <li className={classes.filter(Boolean).join(" ")}>
      {first && (
        <span className="now" aria-hidden="true">
          {t("now")}
        </span>
      )}
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
            {expected && <span className="stop-expected">{expected}</span>}
          </span>
        </span>
      </button>
    </li>
  );
});
