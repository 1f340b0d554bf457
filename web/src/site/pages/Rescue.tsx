/** Instead of a white page: what happened, and everything on the phone to be saved as files. */
import { Component, type ReactNode, useEffect, useState } from "react";
import { t } from "../../shared/i18n";
import { bytesAll, type Torn } from "../store/torn";
import { sheetForget } from "../sync/sheet";
import { TornList } from "./TornList";

interface State {
  error: unknown;
}

/** Catches what a page throws; nothing but React's class components can. */
export class Rescue extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  /** The kept sheet may be what broke it; the server has another. What waits to be sent stays. */
  override componentDidCatch(): void {
    void sheetForget().catch(() => undefined);
  }

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <Broken error={this.state.error} />;
  }
}

function Broken({ error }: { error: unknown }) {
  const [left, setLeft] = useState<Torn[]>([]);
  useEffect(() => {
    void bytesAll().then(setLeft, () => undefined);
  }, []);
  return (
    <main className="site site-rescue">
      <h1 className="site-title">{t("site.broken")}</h1>
      <p role="alert">{t("site.brokenWhy", { why: String(error) })}</p>
      <p className="site-tools">
        <button type="button" className="button button-main" onClick={() => window.location.reload()}>
          {t("site.reload")}
        </button>
      </p>
      {left.length > 0 && <p>{t("site.brokenSave", { count: left.length })}</p>}
      <TornList torn={left} canRemove={false} />
    </main>
  );
}
