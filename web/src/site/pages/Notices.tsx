/** What stands in the way, in words: no network, an ended session, a phone that cannot keep. */
import { useOnline } from "../../frame/online";
import type { Boot } from "../../shared/boot";
import { t } from "../../shared/i18n";
import { isWrong, spanInWords } from "../sync/clock";
import type { SheetState } from "../sync/useSheet";
import { StoreNotice } from "./StoreNotice";

interface Props {
  boot: Boot;
  trouble: SheetState["trouble"];
  hasSheet: boolean;
  aheadMs: number | null;
}

export function Notices({ aheadMs, ...line }: Props) {
  return (
    <>
      <StoreNotice />
      <LineNotice {...line} />
      {isWrong(aheadMs) && (
        <p className="site-notice" role="status">
          {t(aheadMs > 0 ? "site.clockAhead" : "site.clockBehind", { span: spanInWords(aheadMs) })}
        </p>
      )}
    </>
  );
}

function LineNotice({ boot, trouble, hasSheet }: Omit<Props, "aheadMs">) {
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
