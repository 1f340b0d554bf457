/** The photos of a project, of all its buildings or of one. */
import { useSearch } from "../frame/address";
import { ReadPage } from "../frame/ReadPage";
import { administersIt, useProject } from "../frame/useProject";
import { ProjectNav } from "../project/ProjectNav";
import { useSheet } from "../project/useHome";
import { titleOf } from "../board/BuildingRow";
import type { Boot } from "../shared/boot";
import { nameOf, t, wordsAdd } from "../shared/i18n";
import * as words from "../shared/i18n/homeWords";
import type { Project } from "../shared/portfolio";
import { Timeline } from "./Timeline";
import { usePhotos } from "./usePhotos";
import "./PhotosPage.css";

wordsAdd(words);

interface ChoiceProps {
  project: Project;
  building: number | null;
  onChange: (building: number | null) => void;
}

function BuildingChoice({ project, building, onChange }: ChoiceProps) {
  return (
    <label className="album-choice">
      <span>{t("album.building")}</span>
      <select
        value={building ?? ""}
        onChange={(event) => onChange(Number(event.target.value) || null)}
      >
        <option value="">{t("album.allBuildings")}</option>
        {project.buildings.map(
          (row) =>
            row.id !== null && (
              <option key={row.id} value={row.id}>
                {titleOf(row)}
              </option>
            ),
        )}
      </select>
    </label>
  );
}

export default function PhotosPage({ boot, id }: { boot: Boot; id: number }) {
  const [search, searchSet] = useSearch();
  const asked = Number(new URLSearchParams(search).get("building")) || null;
  const project = useProject(id);
  const sheet = useSheet(id);
  const reading = usePhotos(id, asked);
  const shown = sheet.data?.projects[0];
  return (
    <ReadPage boot={boot} reads={[project, sheet, reading]} dated>
      {shown && (
        <div className="album">
          <header className="album-head">
            <h2>
              {nameOf(shown)} · {t("photos")}
            </h2>
            <BuildingChoice
              project={shown}
              building={asked}
              onChange={(building) => searchSet(building ? `?building=${building}` : "")}
            />
          </header>
          <ProjectNav project={id} administers={administersIt(project.data)} />
          <Timeline project={shown} reading={reading} />
        </div>
      )}
    </ReadPage>
  );
}
