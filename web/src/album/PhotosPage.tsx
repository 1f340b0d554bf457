/** The photos of a project, of all its buildings or of one. */
import { useSearch } from "../frame/address";
import { Loading } from "../frame/Page";
import { ReadPage } from "../frame/ReadPage";
import { useProject } from "../frame/useProject";
import { administersIt } from "../shared/roles";
import { ProjectNav } from "../project/ProjectNav";
import { type Ground, useGround, useSheet } from "../project/useHome";
import { titleOf } from "../board/BuildingRow";
import type { Boot } from "../shared/boot";
import { nameOf, t, wordsAdd } from "../shared/i18n";
import * as filmWords from "../shared/i18n/filmWords";
import * as words from "../shared/i18n/homeWords";
import * as mapWords from "../shared/i18n/mapWords";
import type { Project } from "../shared/portfolio";
import { OneOrAll } from "./OneOrAll";
import { PhotoMap } from "./PhotoMap";
import { Stretch } from "./Stretch";
import { Timeline } from "./Timeline";
import { usePhotos } from "./usePhotos";
import { askedOf, searchOf, type View, VIEWS } from "./views";
import "./PhotosPage.css";

wordsAdd(words);
wordsAdd(filmWords);
wordsAdd(mapWords);

interface ChoiceProps {
  project: Project;
  building: number | null;
  onChange: (building: number | null) => void;
}

function BuildingChoice({ project, building, onChange }: ChoiceProps) {
  return (
    <OneOrAll
      label={t("album.building")}
      all={t("album.allBuildings")}
      value={building}
      onChange={onChange}
    >
      {project.buildings.map(
        (row) =>
          row.id !== null && (
            <option key={row.id} value={row.id}>
              {titleOf(row)}
            </option>
          ),
      )}
    </OneOrAll>
  );
}

/** The two views of one building's photos, before one is chosen. */
function BuildingFirst({ project, onChange }: Omit<ChoiceProps, "building">) {
  return (
    <div className="message">
      <p className="quiet">{t("film.chooseBuilding")}</p>
      <p className="album-buildings">
        {project.buildings.map(
          (row) =>
            row.id !== null && (
              <button key={row.id} type="button" className="button" onClick={() => onChange(row.id)}>
                {titleOf(row)}
              </button>
            ),
        )}
      </p>
    </div>
  );
}

interface ShownProps {
  id: number;
  onBuilding: (building: number | null) => void;
  view: View;
  project: Project;
  boundary: Ground["footprint"];
  building: number | null;
  reading: ReturnType<typeof usePhotos>;
}

/** What is made of one building's photos; the map is of all that were read. */
function Shown({ id, view, project, boundary, building, reading, onBuilding }: ShownProps) {
  const ground = useGround(id);
  if (view === "timeline") return <Timeline project={project} reading={reading} />;
  if (view === "map") {
    const photos = (reading.data?.pages ?? []).flatMap(({ results }) => results);
    return ground.data ? (
      <PhotoMap project={project} boundary={boundary} ground={ground.data} photos={photos} />
    ) : (
      <Loading />
    );
  }
  if (building === null) return <BuildingFirst project={project} onChange={onBuilding} />;
  return <Stretch key={building} view={view} building={building} project={project} />;
}

function Views({ view, onChange }: { view: View; onChange: (view: View) => void }) {
  return (
    <div className="switch album-views" role="group" aria-label={t("film.views")}>
      {VIEWS.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === view}
          onClick={() => onChange(each)}
        >
          {t(`film.${each}`)}
        </button>
      ))}
    </div>
  );
}

export default function PhotosPage({ boot, id }: { boot: Boot; id: number }) {
  const [search, searchSet] = useSearch();
  const asked = askedOf(search);
  const project = useProject(id);
  const sheet = useSheet(id);
  const reading = usePhotos(id, asked.building);
  const shown = sheet.data?.projects[0];
  const keepTo = (building: number | null) => searchSet(searchOf({ ...asked, building }));
  return (
    <ReadPage boot={boot} reads={[project, sheet, reading]} dated>
      {shown && (
        <div className="album">
          <header className="album-head">
            <h2>
              {nameOf(shown)} · {t("photos")}
            </h2>
            <BuildingChoice project={shown} building={asked.building} onChange={keepTo} />
          </header>
          <ProjectNav project={id} administers={administersIt(project.data)} />
          <Views
            view={asked.view}
            onChange={(view) => searchSet(searchOf({ ...asked, view }))}
          />
          <Shown
            id={id}
            view={asked.view}
            project={shown}
            boundary={project.data?.site_boundary}
            building={asked.building}
            reading={reading}
            onBuilding={keepTo}
          />
        </div>
      )}
    </ReadPage>
  );
}
