/** One rule in words; who administers the project can change it there. */
import { useState } from "react";
import { Refusal } from "../frame/Refusal";
import type { Boot } from "../shared/boot";
import { t } from "../shared/i18n";
import { hoursOf, repeats, thresholdOf } from "./draft";
import { PreviewBox } from "./PreviewBox";
import { listed, recipientName } from "./recipients";
import { RuleForm } from "./RuleForm";
import type { Cast, Rule } from "./types";
import { useChange } from "./useRules";

interface Props {
  rule: Rule;
  project: { id: number; time_zone?: string };
  cast: Cast;
  administers: boolean;
  boot: Boot;
}

/** Threshold, repeat, quiet hours and channels in a line. */
function settings(rule: Rule): string {
  const threshold = thresholdOf(rule.kind);
  const { quiet_from: from, quiet_to: to, repeat_days: count = 0, channels = [] } = rule;
  return [
    threshold ? `${t(`thresholds.${threshold}`)} ${rule[threshold] ?? ""}` : "",
    repeats(rule.kind) && count > 0 ? t("repeatSaid", { count }) : "",
    from && to ? t("quietSaid", { from: from.slice(0, 5), to: to.slice(0, 5) }) : "",
    channels.length
      ? t("channelsSaid", { channels: listed(channels.map((each) => t(`channels.${each}`))) })
      : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

function Ladder({ rule, cast }: { rule: Rule; cast: Cast }) {
  return (
    <ol className="ladder">
      {(rule.levels ?? []).map((level, index) => (
        <li key={index}>
          <span className="quiet">
            {index === 0 ? t("levelAtOnce") : t("levelWait", { count: hoursOf(level) })}
          </span>
          <span>{listed(level.recipients.map((each) => recipientName(each, cast)))}</span>
          {rule.warnings
            .filter((warning) => warning.level === index + 1)
            .map((warning) => (
              <strong key={warning.code} className="rule-warning">
                {warning.detail}
              </strong>
            ))}
        </li>
      ))}
    </ol>
  );
}

export function RuleCard({ rule, project, cast, administers, boot }: Props) {
  const [edits, setEdits] = useState(false);
  const change = useChange(project.id, rule, boot);
  const title = t(`alertKinds.${rule.kind}`);
  return (
    <section className="panel rule" aria-label={title}>
      <h3>
        {title}
        <span className={`rule-chip rule-${rule.severity}`}>{t(`severities.${rule.severity}`)}</span>
        <span className="rule-chip">{t(rule.default ? "ruleDefault" : "ruleOwn")}</span>
        {!rule.enabled && <span className="rule-chip rule-high">{t("ruleOff")}</span>}
      </h3>
      {edits ? (
        <RuleForm
          rule={rule}
          cast={cast}
          busy={change.isPending}
          onSave={(save) => change.mutate({ save }, { onSuccess: () => setEdits(false) })}
          onCancel={() => {
            change.reset();
            setEdits(false);
          }}
        />
      ) : (
        <>
          <p className="quiet">{settings(rule)}</p>
          <Ladder rule={rule} cast={cast} />
          {administers && (
            <p className="rule-deeds">
              <button type="button" className="button" onClick={() => setEdits(true)}>
                {t("ruleEdit")}
              </button>
              {!rule.default && (
                <button
                  type="button"
                  className="button button-plain"
                  disabled={change.isPending}
                  onClick={() => change.mutate({ reset: true })}
                >
                  {t("ruleReset")}
                </button>
              )}
              <span role="status">{change.isSuccess && t("ruleSaved")}</span>
            </p>
          )}
          {administers && <PreviewBox project={project} kind={rule.kind} />}
        </>
      )}
      <Refusal error={change.error} words="refused" boot={boot} />
    </section>
  );
}
