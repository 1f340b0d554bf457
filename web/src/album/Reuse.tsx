/** The same picture offered twice: both uses, side by side. */
import { useQuery } from "@tanstack/react-query";
import { get, mayTryAgain } from "../shared/api";
import { momentInWords } from "../shared/dates";
import { language, t } from "../shared/i18n";
import type { Rows } from "../shared/pages";
import type { Project } from "../shared/portfolio";
import type { components } from "../shared/schema";
import { plansIt } from "../shared/roles";
import { Settle } from "./Settle";
import { momentOf, type Photo } from "./types";

type Match = components["schemas"]["PhotoMatch"];

interface Props {
  photo: Photo;
  nameOfBuilding: (building: number | null) => string;
  project: Project;
}

export function Reuse({ photo, nameOfBuilding, project }: Props) {
  const { today, time_zone: zone } = project;
  const { data } = useQuery({
    queryKey: ["photo-matches", photo.id],
    queryFn: ({ signal }) =>
      get<Rows<Match>>(`/api/v1/photo-matches/?photo=${photo.id}&settled=false`, signal),
    enabled: photo.flagged,
    retry: mayTryAgain,
  });
  if (!photo.flagged) return null;
  return (
    <div className="reuse">
      <p className="verdict-red">{t("album.reused")}</p>
      <ul>
        {data?.results.map(({ id, project: home, photo: one, earlier, kind_words: kind }) => {
          const other = one.id === photo.id ? earlier : one;
          const small = other.renditions["320"];
          return (
            <li key={id}>
              {small && <img src={small} alt="" width={96} height={72} />}
              <span>
                <b>{nameOfBuilding(other.building ?? null)}</b>{" "}
                {momentInWords(momentOf(other), language(), today, zone)}
                <br />
                <span className="quiet">
                  {other.uploaded_by} · {kind}
                </span>
              </span>
              {home === project.id && plansIt(project) && <Settle match={id} />}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
