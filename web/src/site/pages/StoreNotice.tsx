/** What is wrong with the phone's own store, and what can be done about it. */
import { useSyncExternalStore } from "react";
import { t } from "../../shared/i18n";
import { onStoreTrouble, storeTrouble } from "../store/trouble";

export function StoreNotice() {
  const trouble = useSyncExternalStore(onStoreTrouble, storeTrouble);
  if (!trouble) return null;
  return (
    <p className="site-notice" role="alert">
      <span>
        {trouble.kind === "closed"
          ? t("site.store.closed", { why: trouble.why })
          : t(`site.store.${trouble.kind}`)}
      </span>
      <button type="button" className="button" onClick={() => window.location.reload()}>
        {t("site.reload")}
      </button>
    </p>
  );
}
