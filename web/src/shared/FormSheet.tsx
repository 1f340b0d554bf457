/** A dialog that asks for something: a form, and its two buttons. */
import { type FormEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { t } from "./i18n";
import "./Sheet.css";
import "./FormSheet.css";

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

export function FormSheet({ title, deed, busy, disabled, wide, onSubmit, onClose, children }: Props) {
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
      className={`sheet form-sheet ${wide ? "is-wide" : ""}`}
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
          <button
            type="submit"
            className="button button-main"
            aria-busy={busy}
            disabled={busy || disabled}
          >
            {deed}
          </button>
        </p>
      </form>
    </dialog>
  );
}
