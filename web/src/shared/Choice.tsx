/** One of several, under its label. */
import { type ReactNode, useId } from "react";

interface Props {
  label: string;
  value: string | number | null;
  onChange: (value: string) => void;
  children: ReactNode;
}

export function Choice({ label, value, onChange, children }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value ?? ""} onChange={({ target }) => onChange(target.value)}>
        {children}
      </select>
    </div>
  );
}
