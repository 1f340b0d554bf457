/** Photos day by day; more come when the reader has scrolled to the end. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { dayInWords, timeOf } from "../shared/dates";
import { language, t } from "../shared/i18n";
import type { Project } from "../shared/portfolio";
import { byDay, type Day, inSight } from "./days";
import { namer } from "./names";
import { PhotoTile } from "./PhotoTile";
import type { Photo } from "./types";
import { usePhotos } from "./usePhotos";
import { Viewer } from "./Viewer";
import "./Timeline.css";

type Reading = ReturnType<typeof usePhotos>;

/** The end of what was read: whoever sees it gets more. */
function More({ reading }: { reading: Reading }) {
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = reading;
  useEffect(() => {
    const element = end.current;
    if (!element || !hasNextPage) return;
    const watch = new IntersectionObserver(
      ([seen]) => seen?.isIntersecting && !isFetchingNextPage && void fetchNextPage(),
      { rootMargin: "600px" },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <div ref={end} className="timeline-more">
      <button
        type="button"
        className="button"
        disabled={isFetchingNextPage}
        onClick={() => void fetchNextPage()}
      >
        {t(isFetchingNextPage ? "album.reading" : "album.more")}
      </button>
    </div>
  );
}

interface DaysProps {
  days: readonly Day<Photo>[];
  project: Project;
  onOpen: (photo: Photo) => void;
}

function Days({ days, project, onOpen }: DaysProps) {
  const nameOfBuilding = namer(project);
  return days.map(({ day, groups }) => (
    <section key={day} className="day" aria-labelledby={`day-${day}`}>
      <h3 id={`day-${day}`}>{dayInWords(day, language(), project.today)}</h3>
      <div className="day-buildings">
        {groups.map(({ building, photos }) => (
        <div key={building ?? 0} className="day-building">
          <h4>
            {nameOfBuilding(building)}{" "}
            {photos.length > 1 && (
              <span className="quiet">{t("album.count", { count: photos.length })}</span>
            )}
          </h4>
          <div className="tiles">
            {photos.map((photo) => (
              <PhotoTile
                key={photo.id}
                photo={photo}
                building={nameOfBuilding(building)}
                when={
                  photo.taken_at ? timeOf(photo.taken_at, project.time_zone) : t("timeUnknown")
                }
                onOpen={onOpen}
              />
            ))}
          </div>
        </div>
        ))}
      </div>
    </section>
  ));
}

export function Timeline({ project, reading }: { project: Project; reading: Reading }) {
  const [shown, setShown] = useState<number | null>(null);
  const { data, hasNextPage, fetchNextPage } = reading;
  const days = useMemo(() => {
    const photos = (data?.pages ?? []).flatMap(({ results }) => results);
    const order = project.buildings.flatMap(({ id }) => (id === null ? [] : [id]));
    return byDay(photos, project.time_zone, order);
  }, [data, project]);
  const ready = useMemo(() => inSight(days).filter(({ state }) => state === "ready"), [days]);
  const nearEnd = useCallback(() => {
    if (hasNextPage) void fetchNextPage();
  }, [hasNextPage, fetchNextPage]);
  if (data && days.length === 0) return <p className="message quiet">{t("album.empty")}</p>;
  return (
    <>
      <div className="days">
        <Days days={days} project={project} onOpen={({ id }) => setShown(id)} />
      </div>
      <More reading={reading} />
      {shown !== null && (
        <Viewer
          photos={ready}
          shown={shown}
          project={project}
          onShow={setShown}
          onNearEnd={nearEnd}
        />
      )}
    </>
  );
}
