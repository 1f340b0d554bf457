/** Keeps to one of a few rows, or to all of them. */
import type { ReactNode } from "react";

interface Props {
  label: string;
  /** What stands for all. */
  all: string;
  value: number | null;
  onChange: (id: number | null) => void;
  className?: string;
  children: ReactNode;
}

export function OneOrAll({ label, all, value, onChange, className = "", children }: Props) {
  return (
    <label className={`album-choice ${className}`}>
      <span>{label}</span>
      <select
        value={value ?? ""}
        onChange={({ target }) => onChange(Number(target.value) || null)}
      >
        <option value="">{all}</option>
        {children}
      </select>
    </label>
  );
}
