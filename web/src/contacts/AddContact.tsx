/** A new address of one's own. */
import { type FormEvent, useState } from "react";
import { Refusal } from "../frame/Refusal";
import type { Boot } from "../shared/boot";
import { t } from "../shared/i18n";
import { Password } from "./Password";
import { TYPED, type Typed, useDeed, wantsPassword } from "./useContacts";

const KINDS: Record<Typed, { type: string; autoComplete: string }> = {
  email: { type: "email", autoComplete: "email" },
  sms: { type: "tel", autoComplete: "tel" },
  wecom_app: { type: "text", autoComplete: "off" },
};

export function AddContact({ boot }: { boot: Boot }) {
  const [channel, setChannel] = useState<Typed>("sms");
  const [value, setValue] = useState("");
  const [label, setLabel] = useState("");
  const [password, setPassword] = useState("");
  const deed = useDeed(boot);
  const add = (event: FormEvent) => {
    event.preventDefault();
    const asked = { channel, value: value.trim(), label: label.trim(), password };
    deed.mutate(
      { door: "add", ...asked },
      {
        onSuccess: () => {
          setValue("");
          setLabel("");
          setPassword("");
        },
      },
    );
  };
  return (
    <form className="panel contact-add" onSubmit={add}>
      <h3>{t("contactAdd")}</h3>
      <div className="contact-fields">
        <label className="field">
          <span>{t("contactChannel")}</span>
          <select
            value={channel}
            onChange={(event) => {
              setChannel(TYPED.find((each) => each === event.target.value) ?? channel);
            }}
          >
            {TYPED.map((each) => (
              <option key={each} value={each}>
                {t(`channels.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{t(`contactValue.${channel}`)}</span>
          <input
            {...KINDS[channel]}
            required
            maxLength={1000}
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        </label>
        <label className="field">
          <span>{t("contactLabel")}</span>
          <input
            autoComplete="off"
            maxLength={100}
            value={label}
            onChange={(event) => setLabel(event.target.value)}
          />
        </label>
      </div>
      {wantsPassword(deed.error) && <Password value={password} onChange={setPassword} />}
      <Refusal error={deed.error} words="refused" boot={boot} />
      <p className="contact-deeds">
        <button type="submit" className="button button-main" disabled={deed.isPending}>
          {t("contactSave")}
        </button>
        <span role="status">{deed.isSuccess && t("contactTaken")}</span>
      </p>
    </form>
  );
}
