/** The dialog in which rows are made or removed: a form, and its two buttons. */
import { type FormEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { t } from "../../shared/i18n";
import "../../shared/Sheet.css";
import "./Sheet.css";

interface Props {
  title: string;
  /** What the main button says. */
  deed: string;
  busy: boolean;
  /** Nothing can be sent now. */
  disabled?: boolean;
  wide?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

export function Sheet({ title, deed, busy, disabled, wide, onSubmit, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <dialog
      ref={dialog}
      className={`sheet rows-sheet ${wide ? "is-wide" : ""}`}
      aria-labelledby={id}
      onClose={onClose}
    >
      <form onSubmit={submit}>
        <h2 id={id}>{title}</h2>
        {children}
        <p className="buttons">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {t("cancel")}
          </button>
          <button type="submit" className="button button-main" disabled={busy || disabled}>
            {busy ? t("rows.working") : deed}
          </button>
        </p>
      </form>
    </dialog>
  );
}
