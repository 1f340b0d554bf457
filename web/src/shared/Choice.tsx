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

interface OfWords<Word extends string> {
  label: string;
  of: readonly Word[];
  /** Where the catalogues name them. */
  words: string;
  value: Word | undefined;
  disabled?: boolean;
  onChange: (word: Word) => void;
}

/** One word of a vocabulary. */
export function WordChoice<Word extends string>({ of, words, onChange, ...rest }: OfWords<Word>) {
  const change = (chosen: string) => {
    const word = of.find((each) => each === chosen);
    if (word !== undefined) onChange(word);
  };
  return (
    <Choice {...rest} onChange={change}>
      {of.map((each) => (
        <option key={each} value={each}>
          {t(`${words}.${each}`)}
        </option>
      ))}
    </Choice>
  );
}
