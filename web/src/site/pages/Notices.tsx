/** What stands in the way, in words: no network, an ended session, a phone that cannot keep. */
import { useOnline } from "../../frame/online";
import type { Boot } from "../../shared/boot";
import { t } from "../../shared/i18n";
import type { SheetState } from "../sync/useSheet";

interface Props {
  boot: Boot;
  trouble: SheetState["trouble"];
  hasSheet: boolean;
}

export function Notices({ boot, trouble, hasSheet }: Props) {
  const online = useOnline();
  if (!window.isSecureContext) return <p className="site-notice">{t("site.notSecure")}</p>;
  if (trouble === "signed-out")
    return (
      <p className="site-notice" role="alert">
        <span>{t("site.signedOut")}</span>
        <a className="button button-main" href={`${boot.urls.signIn}?next=/site/`}>
          {t("signIn")}
        </a>
      </p>
    );
  if (!online)
    return (
      <p className="site-notice" role="status">
        {t(hasSheet ? "site.offline" : "site.offlineNothing")}
      </p>
    );
  if (trouble === "none")
    return (
      <p className="site-notice" role="alert">
        {t("site.noAnswer")}
      </p>
    );
  return null;
}
