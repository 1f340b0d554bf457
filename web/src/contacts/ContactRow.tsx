/** One address: its state, and to prove, try or remove it. */
import { type FormEvent, useState } from "react";
import { Refusal } from "../frame/Refusal";
import type { Boot } from "../shared/boot";
import { t } from "../shared/i18n";
import { Password } from "./Password";
import { type Contact, type Deed, refusalOf, useDeed, wantsPassword } from "./useContacts";

const TOLD: Partial<Record<Deed["door"], string>> = { "send-code": "codeSent", test: "testSent" };

function stateOf({ verified_at, broken_at, broken_text }: Contact): [string, string] {
  if (broken_at) return ["broken", t("contactStates.broken", { why: broken_text ?? "" })];
  const state = verified_at ? "verified" : "unverified";
  return [state, t(`contactStates.${state}`)];
}

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

interface RemoveProps {
  contact: Contact;
  wants: boolean;
  onGive: (deed: Deed) => void;
  onKeep: () => void;
}

function Remove({ contact, wants, onGive, onKeep }: RemoveProps) {
  const [password, setPassword] = useState("");
  const give = (event: FormEvent) => {
    event.preventDefault();
    onGive({ door: "remove", contact, password });
  };
  return (
    <form className="contact-remove" onSubmit={give}>
      <p>{t("contactRemoveSure")}</p>
      {wants && <Password value={password} onChange={setPassword} />}
      <p className="contact-deeds">
        <button type="button" className="button" autoFocus onClick={onKeep}>
          {t("contactKeep")}
        </button>
        <button type="submit" className="button button-main">
          {t("contactRemove")}
        </button>
      </p>
    </form>
  );
}

export function ContactRow({ contact, boot }: { contact: Contact; boot: Boot }) {
  const [removes, setRemoves] = useState(false);
  const deed = useDeed(boot);
  const last = deed.variables?.door;
  const [state, said] = stateOf(contact);
  const why = refusalOf(deed.data);
  const usable = state === "verified";
  return (
    <li className="panel contact">
      <p className="contact-head">
        <strong>{contact.label || contact.value}</strong>
        <span className="quiet">
          {t(`channels.${contact.channel}`)}
          {contact.label && ` · ${contact.value}`}
        </span>
        <span className={`contact-state contact-${state}`}>{said}</span>
      </p>
      {removes ? (
        <Remove
          contact={contact}
          wants={wantsPassword(deed.error)}
          onGive={deed.mutate}
          onKeep={() => setRemoves(false)}
        />
      ) : (
        <div className="contact-deeds">
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
            {t("contactRemove")}
          </button>
        </div>
      )}
      <Refusal error={deed.error} words="refused" boot={boot} />
      {deed.isSuccess && last && TOLD[last] && (
        <p role="status" className={why ? "failure" : "contact-done"}>
          {why ? t("notSent", { why }) : t(TOLD[last])}
        </p>
      )}
    </li>
  );
}
