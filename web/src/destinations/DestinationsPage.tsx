/** Where a project itself is told: robots of groups and systems of somebody else. */
import { ProjectPage } from "../frame/ProjectPage";
import { useProject } from "../frame/useProject";
import { administersIt } from "../shared/roles";
import { useRules } from "../rules/useRules";
import type { Boot } from "../shared/boot";
import { t, wordsAdd } from "../shared/i18n";
import * as addressWords from "../shared/i18n/addressWords";
import * as words from "../shared/i18n/destinationWords";
import { rulesPath } from "../shared/projectPaths";
import { AddDestination } from "./AddDestination";
import { DestinationRow } from "./DestinationRow";
import { useDestinations } from "./useDestinations";
import "./DestinationsPage.css";

wordsAdd(addressWords);
wordsAdd(words);

export default function DestinationsPage({ boot, id }: { boot: Boot; id: number }) {
  const project = useProject(id);
  const administers = administersIt(project.data);
  const destinations = useDestinations(id, administers);
  const rules = useRules(id);
  return (
    <ProjectPage
      boot={boot}
      project={project}
      reads={administers ? [destinations, rules] : [rules]}
      title={t("destinationsTitle")}
      explain={t(administers ? "destinationsExplain" : "destinationsAdmins")}
      beside={{ href: rulesPath(id), label: t("rulesLink") }}
    >
      {project.data && destinations.data && (
        <>
          {destinations.data.length === 0 && <p className="panel quiet">{t("destinationsNone")}</p>}
          <ul className="addresses">
            {destinations.data.map((destination) => (
              <DestinationRow
                key={destination.id}
                destination={destination}
                project={project.data}
                rules={rules.data ?? []}
                boot={boot}
              />
            ))}
          </ul>
          <AddDestination project={id} boot={boot} />
        </>
      )}
    </ProjectPage>
  );
}
