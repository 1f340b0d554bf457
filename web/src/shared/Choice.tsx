/** One of several, under its label. */
import { type ReactNode, useId } from "react";
import { t } from "./i18n";

interface Props {
  label: string;
  value: string | number | null | undefined;
  disabled?: boolean;
  onChange: (value: string) => void;
  children: ReactNode;
}

export function Choice({ label, value, disabled, onChange, children }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value ?? ""}
        disabled={disabled}
        onChange={({ target }) => onChange(target.value)}
      >
        {children}
      </select>
    </div>
  );
}

/** An option for each word of a vocabulary; `words` is where the catalogues name them. */
export function Words({ of, words }: { of: readonly string[]; words: string }) {
  return of.map((each) => (
    <option key={each} value={each}>
      {t(`${words}.${each}`)}
    </option>
  ));
}
