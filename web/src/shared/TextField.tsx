/** A line to type in; beneath it a hint, and what the server objects to. */
import { type InputHTMLAttributes, type ReactNode, useId } from "react";
import "./TextField.css";

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  hint?: ReactNode;
  fault?: string | undefined;
}

export function TextField({ label, hint, fault, ...input }: Props) {
  const id = useId();
  const said = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        autoComplete="off"
        {...input}
        aria-invalid={fault ? true : undefined}
        aria-describedby={said || undefined}
      />
      {fault && (
        <small id={`${id}-fault`} className="field-fault" role="alert">
          {fault}
        </small>
      )}
      {hint && (
        <small id={`${id}-hint`} className="field-hint">
          {hint}
        </small>
      )}
    </div>
  );
}
