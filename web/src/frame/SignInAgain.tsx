/** The session has ended: the way back in, which returns to this very address. */
import type { Boot } from "../shared/boot";
import { t } from "../shared/i18n";
import { useAddress } from "./address";

export function SignInAgain({ boot }: { boot: Boot }) {
  const next = encodeURIComponent(useAddress());
  return (
    <>
      <span>{t("signedOut")}</span>
      <a className="button button-main" href={`${boot.urls.signIn}?next=${next}`}>
        {t("signIn")}
      </a>
    </>
  );
}
