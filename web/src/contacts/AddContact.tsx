/** A new address of one's own. */
import { type FormEvent, useState } from "react";
import { Refusal } from "../frame/Refusal";
import type { Boot } from "../shared/boot";
import { faultsOf } from "../shared/faults";
import { t } from "../shared/i18n";
import { TextField } from "../shared/TextField";
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
  const { at, rest } = faultsOf(deed.error, ["value", "label"]);
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
          <span>{t("addressChannel")}</span>
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
        <TextField
          label={t(`contactValue.${channel}`)}
          fault={at.value}
          {...KINDS[channel]}
          required
          maxLength={1000}
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
        <TextField
          label={t("addressLabel")}
          fault={at.label}
          maxLength={100}
          value={label}
          onChange={(event) => setLabel(event.target.value)}
        />
      </div>
      {wantsPassword(deed.error) && <Password value={password} onChange={setPassword} />}
      <Refusal error={rest} words="refused" boot={boot} />
      <p className="address-deeds">
        <button type="submit" className="button button-main" disabled={deed.isPending}>
          {t("addressSave")}
        </button>
        <span role="status">{deed.isSuccess && t("contactTaken")}</span>
      </p>
    </form>
  );
}
