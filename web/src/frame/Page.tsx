/** The frame of every page: the bar above, and the place for what the page is about. */
import type { ReactNode } from "react";
import type { Boot } from "../shared/boot";
import { t } from "../shared/i18n";
import { TopBar } from "./TopBar";
import "./Page.css";
import "./Paper.css";

interface Props {
  boot: Boot;
  /** When the page's data were read; empty while they are not, left out where none are dated. */
  asOf?: string | undefined;
  children: ReactNode;
}

export function Page({ boot, asOf, children }: Props) {
  return (
    <>
      <TopBar boot={boot} asOf={asOf} />
      <main id="sheet" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

export function Loading() {
  return (
    <div role="status">
      <span className="only-spoken">{t("loading")}</span>
      <div className="skeleton" />
    </div>
  );
}
