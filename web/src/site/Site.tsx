/** The phone's pages under one bar: what waits is always in sight. */
import type { Boot } from "../shared/boot";
import { csrfNow } from "../shared/boot";
import { t } from "../shared/i18n";
import { useEffect } from "react";
import { countsOf } from "./queue/counts";
import { useDraining, useQueue } from "./queue/useQueue";
import { syncAsk } from "./sync/worker";
import { sessionNow, useSheet } from "./sync/useSheet";
import { SiteBar } from "./pages/SiteBar";
import { BuildingPage } from "./pages/BuildingPage";
import { PhotoPage } from "./pages/PhotoPage";
import { PlacesPage } from "./pages/PlacesPage";
import { QueuePage } from "./pages/QueuePage";
import { ReportPage } from "./pages/ReportPage";
import { Notices } from "./pages/Notices";
import { useWhere } from "./pages/where";
import "./Site.css";

export function Site({ boot }: { boot: Boot }) {
  const where = useWhere();
  const { sheet, trouble, signedIn, aheadMs } = useSheet();
  const { photos, reports, torn } = useQueue();
  const user = sheet?.user ?? "";
  const csrf = () => csrfNow(boot);
  // a kept sheet may be of who used the phone before: nothing goes out in another's name
  const sender = signedIn && {
    ...signedIn,
    csrf,
    aheadMs: aheadMs ?? 0,
    isStill: () => sessionNow() === signedIn.session,
  };
  const { signedOut, drainNow } = useDraining(sender);
  const counts = countsOf(photos, reports);
  const open = counts.waiting + counts.sending;
  useEffect(() => {
    if (open) void syncAsk();
  }, [open]);
  const project = sheet?.projects.find(
    ({ id }) => "project" in where && where.project === id,
  );
  const common = { sheet, photos, reports };
  return (
    <div className="site">
      <SiteBar counts={counts} where={where} />
      <Notices
        boot={boot}
        trouble={signedOut ? "signed-out" : trouble}
        hasSheet={!!sheet}
        aheadMs={aheadMs}
      />
      <main id="sheet" tabIndex={-1}>
        {where.page === "queue" && (
          <QueuePage boot={boot} csrf={csrf} onSend={drainNow} torn={torn} {...common} />
        )}
        {where.page === "photo" && <PhotoPage id={where.id} photos={photos} />}
        {where.page === "places" && sheet && (
          <PlacesPage sheet={sheet} chosen={where.project} photos={photos} />
        )}
        {where.page === "building" && project && (
          <BuildingPage project={project} building={where.building} photos={photos} />
        )}
        {where.page === "report" && project && (
          <ReportPage
            key={where.activity}
            user={user}
            project={project}
            activity={where.activity}
            photos={photos}
            reports={reports}
          />
        )}
        {"project" in where && where.project !== null && sheet && !project && (
          <p className="message">{t("site.projectGone")}</p>
        )}
      </main>
    </div>
  );
}
