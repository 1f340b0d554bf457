/** When people of a project are told, and who after whom. */
import { Loading, Page } from "../frame/Page";
import { Trouble } from "../frame/Trouble";
import { Problem } from "../shared/api";
import type { Boot } from "../shared/boot";
import { timeOf } from "../shared/dates";
import { nameOf, t, wordsAdd } from "../shared/i18n";
import * as words from "../shared/i18n/ruleWords";
import { RuleCard } from "./RuleCard";
import { useCast, useProject, useRules } from "./useRules";
import "../shared/Panel.css";
import "./RulesPage.css";

wordsAdd(words);

export default function RulesPage({ boot, id }: { boot: Boot; id: number }) {
  const project = useProject(id);
  const administers = project.data?.role === "project_admin";
  const rules = useRules(id);
  const cast = useCast(id, administers);
  const error = project.error ?? rules.error ?? cast.error;
  const time = rules.data ? timeOf(new Date(rules.dataUpdatedAt).toISOString()) : "";
  const retry = () => void Promise.all([project.refetch(), rules.refetch(), cast.refetch()]);
  if (error instanceof Problem && error.status === 404) {
    return (
      <Page boot={boot}>
        <div className="message">{t("rulesNotThere")}</div>
      </Page>
    );
  }
  return (
    <Page boot={boot}>
      <Trouble error={error} time={time} boot={boot} onRetry={retry} />
      {!(project.data && rules.data && cast.data) && !error && <Loading />}
      {project.data && rules.data && cast.data && (
        <div className="rules-page">
          <p className="quiet">{nameOf({ name_en: "", ...project.data })}</p>
          <h2>{t("rulesTitle")}</h2>
          <p className="quiet">{t("rulesExplain")}</p>
          {rules.data.map((rule) => (
            <RuleCard
              key={rule.kind}
              rule={rule}
              project={project.data}
              cast={cast.data}
              administers={administers}
              boot={boot}
            />
          ))}
        </div>
      )}
    </Page>
  );
}
