/** One project on one page: figures, what waits, buildings with what comes next, last photos. */
import { Alerts } from "../board/Alerts";
import { ReadPage } from "../frame/ReadPage";
import { useProject, type Project as Stored } from "../frame/useProject";
import { administersIt } from "../shared/roles";
import type { Boot } from "../shared/boot";
import { language, nameOf, ruleNameOf, ruleTextOf, t, wordsAdd } from "../shared/i18n";
import * as words from "../shared/i18n/homeWords";
import * as mapWords from "../shared/i18n/mapWords";
import { Light } from "../shared/Light";
import { COLOURS } from "../shared/lights";
import { noticeOf } from "../shared/notice";
import type { Portfolio, Project } from "../shared/portfolio";
import { isDrawn, SiteMap } from "../map/SiteMap";
import { Buildings } from "./Buildings";
import { Figures } from "./Figures";
import { LatestPhotos } from "./LatestPhotos";
import { ProjectNav } from "./ProjectNav";
import { type Ground, useGround, useSheet } from "./useHome";
import "../shared/Panel.css";
import "../shared/ProjectHead.css";
import "./ProjectHome.css";

wordsAdd(words);
wordsAdd(mapWords);

function Head({ sheet }: { sheet: Project }) {
  return (
    <header className="home-head">
      <h2>{nameOf(sheet)}</h2>
      <ul className="counts" aria-label={t("home.lights")}>
        {COLOURS.filter((colour) => sheet.light_counts[colour] > 0).map((colour) => (
          <li key={colour}>
            <Light colour={colour} />
            <span>{sheet.light_counts[colour]}</span>
            <span className="quiet">{t(`lights.${colour}`)}</span>
          </li>
        ))}
      </ul>
      {sheet.notice && <p className="notice">{noticeOf(sheet.notice, language())}</p>}
    </header>
  );
}

interface Shown {
  boot: Boot;
  project: Stored;
  sheet: Project;
  rules: Portfolio["rules"];
  ground: readonly Ground[];
}

function Home({ boot, project, sheet, rules, ground }: Shown) {
  const waits = sheet.buildings.some((row) => row.milestones.some((one) => one.open_alert));
  return (
    <div className="home">
      <Head sheet={sheet} />
      <ProjectNav project={project.id} administers={administersIt(project)} />
      {waits ? (
        <Alerts projects={[sheet]} boot={boot} />
      ) : (
        <p className="home-calm quiet">{t("home.noAlerts")}</p>
      )}
      <div className="home-columns">
        <Buildings project={sheet} />
        <div>
          <Figures project={project} sheet={sheet} ground={ground} />
          <section className="panel" aria-labelledby="site">
            <h3 id="site">{t("map.title")}</h3>
            {isDrawn({ boundary: project.site_boundary, footprints: ground }) ? (
              <SiteMap project={sheet} boundary={project.site_boundary} footprints={ground} />
            ) : (
              <p className="quiet">{t("map.none")}</p>
            )}
          </section>
        </div>
      </div>
      <LatestPhotos project={sheet} />
      <footer className="quiet home-rules">
        {rules.map((rule) => (
          <p key={`${rule.name} ${rule.version}`}>
            <b>{ruleNameOf(rule)}</b> <span>{ruleTextOf(rule)}</span>
          </p>
        ))}
      </footer>
    </div>
  );
}

export default function ProjectHome({ boot, id }: { boot: Boot; id: number }) {
  const project = useProject(id);
  const sheet = useSheet(id);
  const ground = useGround(id);
  const shown = sheet.data?.projects[0];
  return (
    <ReadPage boot={boot} reads={[project, sheet, ground]} dated>
      {project.data && shown && ground.data && sheet.data && (
        <Home
          boot={boot}
          project={project.data}
          sheet={shown}
          rules={sheet.data.rules}
          ground={ground.data}
        />
      )}
    </ReadPage>
  );
}
