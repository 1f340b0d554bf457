/** What a project is, in figures and names. */
import type { ReactNode } from "react";
import type { Project as Stored } from "../frame/useProject";
import { dayInWords } from "../shared/dates";
import { areaInWords, floorAreaInWords, moneyInWords } from "../shared/figures";
import { language, t } from "../shared/i18n";
import { placeOf } from "../shared/notice";
import type { Project } from "../shared/portfolio";
import { floorArea } from "./next";
import type { Ground } from "./useHome";
import "./Figures.css";

interface Props {
  project: Stored;
  sheet: Project;
  ground: readonly Ground[];
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return children ? (
    <div className="figure">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  ) : null;
}

export function Figures({ project, sheet, ground }: Props) {
  const area = floorArea(ground);
  const day = (value: string | null | undefined) =>
    value ? dayInWords(value, language(), sheet.today) : "";
  return (
    <section className="panel" aria-labelledby="figures">
      <h3 id="figures">{t("home.figures")}</h3>
      <dl className="figures">
        <Figure name={t("investment")}>
          {sheet.investment_cny !== null && moneyInWords(Number(sheet.investment_cny), language())}
        </Figure>
        <Figure name={t("area")}>
          {sheet.site_area_mu !== null && areaInWords(Number(sheet.site_area_mu), language())}
        </Figure>
        <Figure name={t("home.floorArea")}>
          {area !== null && floorAreaInWords(area, language())}
        </Figure>
        <Figure name={t("home.place")}>{placeOf(sheet.location, language())}</Figure>
        <Figure name={t("home.client")}>{project.client}</Figure>
        <Figure name={t("home.contractor")}>{project.contractor}</Figure>
        <Figure name={t("home.supervisor")}>{project.supervisor}</Figure>
        <Figure name={t("home.authority")}>{project.authority}</Figure>
        <Figure name={t("home.start")}>{day(project.planned_start)}</Figure>
        <Figure name={t("home.mustFinish")}>{day(project.must_finish_by)}</Figure>
        <Figure name={t("home.dataDate")}>{day(project.data_date) || t("home.noDataDate")}</Figure>
      </dl>
    </section>
  );
}
