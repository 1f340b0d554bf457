/** When people of a project are told, and who after whom. */
import { ProjectPage } from "../frame/ProjectPage";
import { useProject } from "../frame/useProject";
import { administersIt } from "../shared/roles";
import type { Boot } from "../shared/boot";
import { t, wordsAdd } from "../shared/i18n";
import * as words from "../shared/i18n/ruleWords";
import { destinationsPath } from "../shared/projectPaths";
import { RuleCard } from "./RuleCard";
import { useCast, useRules } from "./useRules";
import "./RulesPage.css";

wordsAdd(words);

export default function RulesPage({ boot, id }: { boot: Boot; id: number }) {
  const project = useProject(id);
  const administers = administersIt(project.data);
  const rules = useRules(id);
  const cast = useCast(id, administers);
  return (
    <ProjectPage
      boot={boot}
      project={project}
      reads={[rules, cast]}
      title={t("rulesTitle")}
      explain={t("rulesExplain")}
      beside={
        administers ? { href: destinationsPath(id), label: t("destinationsLink") } : undefined
      }
    >
      {project.data &&
        cast.data &&
        rules.data?.map((rule) => (
          <RuleCard
            key={rule.kind}
            rule={rule}
            project={project.data}
            cast={cast.data}
            administers={administers}
            boot={boot}
          />
        ))}
    </ProjectPage>
  );
}
