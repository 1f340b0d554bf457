/** Sign, promise a date or say something, where one reads about it. */
import { type FormEvent, useId, useRef, useState } from "react";
import { Refusal } from "../frame/Refusal";
import type { Boot } from "../shared/boot";
import { t } from "../shared/i18n";
import { todayOf } from "./names";
import type { Alert } from "./types";
import { type Deed, useAnswer } from "./useAlerts";

const TEXT_MOST = 4000;

export function Answer({ alert, boot }: { alert: Alert; boot: Boot }) {
  const [text, setText] = useState("");
  const [until, setUntil] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  const answer = useAnswer(alert.id, boot, () => {
    setText("");
    setUntil("");
    // the button that was pressed may go with what it did
    heading.current?.focus();
  });
  const said = text.trim();
  const promises = alert.can_answer && alert.open && !alert.acknowledged_at;
  const give = (deed: Deed) => answer.mutate(deed);
  const promise = (event: FormEvent) => {
    event.preventDefault();
    give({ door: "promise", body: { until, comment: said } });
  };
  const door = answer.variables?.door;
  return (
    <section className="answer" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`} ref={heading} tabIndex={-1}>
        {t("answer")}
      </h3>
      <label className="field">
        <span>{t(alert.can_acknowledge || promises ? "comment" : "commentOnly")}</span>
        <textarea
          rows={3}
          maxLength={TEXT_MOST}
          placeholder={t("commentHint")}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <div className="answer-deeds">
        {alert.can_acknowledge && (
          <button
            type="button"
            className="button button-main"
            disabled={answer.isPending}
            onClick={() => give({ door: "acknowledge", body: { comment: said } })}
          >
            {t("sign")}
          </button>
        )}
        {promises && (
          <form className="answer-promise" onSubmit={promise}>
            <label>
              <span>{t("promiseUntil")}</span>
              <input
                type="date"
                required
                min={todayOf(alert)}
                value={until}
                onChange={(event) => setUntil(event.target.value)}
              />
            </label>
            <button type="submit" className="button" disabled={answer.isPending}>
              {t("promiseGive")}
            </button>
          </form>
        )}
        {alert.can_answer && (
          <button
            type="button"
            className="button"
            disabled={answer.isPending || !said}
            onClick={() => give({ door: "comment", body: { text: said } })}
          >
            {t("commentGive")}
          </button>
        )}
      </div>
      <Refusal error={answer.error} words="refused" boot={boot} />
      <p role="status" className="answer-done">
        {answer.isSuccess && door && t(`answered.${door}`)}
      </p>
      {alert.can_acknowledge && <p className="quiet answer-note">{t("answerExplain")}</p>}
    </section>
  );
}
