/** Name, address and secret of a destination, new or being changed. */
import { t } from "../shared/i18n";
import { TextField } from "../shared/TextField";
import { type Channel, type Draft, hasSecret, needsSecret, secretOf } from "./destination";

const SECRET_BYTES = 32;

interface Props {
  channel: Channel;
  draft: Draft;
  faults: Partial<Record<keyof Draft, string>>;
  /** The address that is stored, masked; what is left empty stays as it is. */
  kept?: string;
  onChange: (changes: Partial<Draft>) => void;
}

function SecretField({ channel, draft, faults, kept, onChange }: Props) {
  const make = () => onChange({ secret: secretOf(crypto.getRandomValues(new Uint8Array(SECRET_BYTES))) });
  return (
    <div className="destination-secret">
      <TextField
        label={t(`destinationSecrets.${channel}`)}
        hint={needsSecret(channel) && draft.secret ? t("secretCopy") : ""}
        fault={faults.secret}
        required={needsSecret(channel) && kept === undefined}
        disabled={draft.unsigned}
        placeholder={kept === undefined ? "" : t("destinationKeptSecret")}
        maxLength={1000}
        spellCheck={false}
        value={draft.secret}
        onChange={(event) => onChange({ secret: event.target.value })}
      />
      {needsSecret(channel) ? (
        <button type="button" className="button" onClick={make}>
          {t("secretMake")}
        </button>
      ) : (
        kept !== undefined && (
          <label className="destination-unsigned">
            <input
              type="checkbox"
              checked={draft.unsigned}
              onChange={(event) => onChange({ unsigned: event.target.checked, secret: "" })}
            />
            {t("secretNone")}
          </label>
        )
      )}
    </div>
  );
}

export function DestinationFields(props: Props) {
  const { channel, draft, faults, kept, onChange } = props;
  return (
    <>
      <TextField
        label={t("addressLabel")}
        fault={faults.label}
        maxLength={100}
        value={draft.label}
        onChange={(event) => onChange({ label: event.target.value })}
      />
      <TextField
        label={t("destinationValue")}
        hint={kept === undefined ? t(`destinationHints.${channel}`) : ""}
        fault={faults.value}
        inputMode="url"
        required={kept === undefined}
        placeholder={kept === undefined ? "https://" : t("destinationKeptValue", { value: kept })}
        maxLength={1000}
        spellCheck={false}
        value={draft.value}
        onChange={(event) => onChange({ value: event.target.value })}
      />
      {hasSecret(channel) && <SecretField {...props} />}
    </>
  );
}
