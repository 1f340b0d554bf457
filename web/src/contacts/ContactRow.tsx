/** One address: its state, and to prove, try or remove it. */
import { type FormEvent, useState } from "react";
import { Refusal } from "../frame/Refusal";
import { AddressHead, RemoveForm } from "../shared/Address";
import { refusalOf, stateOf } from "../shared/addresses";
import type { Boot } from "../shared/boot";
import { t } from "../shared/i18n";
import { Password } from "./Password";
import { type Contact, type Deed, useDeed, wantsPassword } from "./useContacts";

const TOLD: Partial<Record<Deed["door"], string>> = { "send-code": "codeSent", test: "testSent" };

function Prove({ contact, onGive }: { contact: Contact; onGive: (deed: Deed) => void }) {
  const [code, setCode] = useState("");
  const give = (event: FormEvent) => {
    event.preventDefault();
    onGive({ door: "verify", contact, code });
  };
  return (
    <form className="contact-code" onSubmit={give}>
      <label>
        <span>{t("code")}</span>
        <input
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9]{6}"
          maxLength={6}
          required
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </label>
      <button type="submit" className="button button-main">
        {t("codeGive")}
      </button>
    </form>
  );
}

export function ContactRow({ contact, boot }: { contact: Contact; boot: Boot }) {
  const [removes, setRemoves] = useState(false);
  const [password, setPassword] = useState("");
  const deed = useDeed(boot);
  const last = deed.variables?.door;
  const state = stateOf(contact);
  const why = refusalOf(deed.data);
  const usable = state === "proven";
  return (
    <li className="panel">
      <AddressHead
        address={contact}
        state={state}
        said={t(`contactStates.${state}`, { why: contact.broken_text })}
      />
      {removes ? (
        <RemoveForm
          question={t("contactRemoveSure")}
          busy={deed.isPending}
          onRemove={() => deed.mutate({ door: "remove", contact, password })}
          onKeep={() => setRemoves(false)}
        >
          {wantsPassword(deed.error) && <Password value={password} onChange={setPassword} />}
        </RemoveForm>
      ) : (
        <div className="address-deeds">
          <button
            type="button"
            className="button"
            disabled={deed.isPending}
            onClick={() => deed.mutate({ door: usable ? "test" : "send-code", contact })}
          >
            {t(usable ? "testSend" : last ? "codeSendAgain" : "codeSend")}
          </button>
          {!usable && last && <Prove contact={contact} onGive={deed.mutate} />}
          <button type="button" className="button button-plain" onClick={() => setRemoves(true)}>
            {t("addressRemove")}
          </button>
        </div>
      )}
      <Refusal error={deed.error} words="refused" boot={boot} />
      {deed.isSuccess && last && TOLD[last] && (
        <p role="status" className={why ? "failure" : "address-done"}>
          {why ? t("notSent", { why }) : t(TOLD[last])}
        </p>
      )}
    </li>
  );
}
