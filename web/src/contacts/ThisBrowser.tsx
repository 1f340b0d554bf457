/** This browser as a way to be told, where it can be one. */
import { type FormEvent, useState } from "react";
import { Refusal } from "../frame/Refusal";
import { canSubscribe, subscribe } from "../push/subscribe";
import type { Boot } from "../shared/boot";
import { t } from "../shared/i18n";
import { Password } from "./Password";
import { useDeed, wantsPassword } from "./useContacts";

export function ThisBrowser({ boot }: { boot: Boot }) {
  const [password, setPassword] = useState("");
  const [failure, setFailure] = useState("");
  const deed = useDeed(boot);
  if (!canSubscribe()) return null;
  const add = (event: FormEvent) => {
    event.preventDefault();
    setFailure("");
    subscribe().then(
      (address) => deed.mutate({ door: "add", ...address, label: t("browserLabel"), password }),
      (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
    );
  };
  return (
    <form className="panel contact-add" onSubmit={add}>
      <h3>{t("browserTitle")}</h3>
      <p className="quiet">{t("browserExplain")}</p>
      {wantsPassword(deed.error) && <Password value={password} onChange={setPassword} />}
      <Refusal error={deed.error} words="refused" boot={boot} />
      {failure && <p role="alert">{t("browserRefused", { why: failure })}</p>}
      <p className="address-deeds">
        <button type="submit" className="button" disabled={deed.isPending}>
          {t("browserAdd")}
        </button>
        <span role="status">{deed.isSuccess && t("contactTaken")}</span>
      </p>
    </form>
  );
}
