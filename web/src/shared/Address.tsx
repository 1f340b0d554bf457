/** What is shown of every address, and the question before one is removed. */
import type { FormEvent, ReactNode } from "react";
import type { AddressState } from "./addresses";
import { t } from "./i18n";
import type { components } from "./schema";
import "./Address.css";

interface HeadProps {
  address: { channel: components["schemas"]["RouteSaid"]["channel"]; value: string; label?: string };
  state: AddressState;
  /** The state in words. */
  said: string;
}

export function AddressHead({ address: { channel, value, label }, state, said }: HeadProps) {
  return (
    <p className="address-head">
      <strong>{label || value}</strong>
      <span className="quiet">
        {t(`channels.${channel}`)}
        {label && ` · ${value}`}
      </span>
      <span className={`address-state address-${state}`}>{said}</span>
    </p>
  );
}

interface RemoveProps {
  question: string;
  busy: boolean;
  /** What else is asked before. */
  children?: ReactNode;
  onRemove: () => void;
  onKeep: () => void;
}

export function RemoveForm({ question, busy, children, onRemove, onKeep }: RemoveProps) {
  const remove = (event: FormEvent) => {
    event.preventDefault();
    onRemove();
  };
  return (
    <form className="address-remove" onSubmit={remove}>
      <p>{question}</p>
      {children}
      <p className="address-deeds">
        <button type="button" className="button" autoFocus onClick={onKeep}>
          {t("addressKeep")}
        </button>
        <button type="submit" className="button button-main" disabled={busy}>
          {t("addressRemove")}
        </button>
      </p>
    </form>
  );
}
