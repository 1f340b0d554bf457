/** The one open cell. */
import { type KeyboardEventHandler, useEffect, useRef } from "react";
import { t } from "../../shared/i18n";
import type { Column } from "../grid/columns";

interface Props {
  column: Column;
  text: string;
  fault: string;
  onChange: (text: string) => void;
  onKeyDown: KeyboardEventHandler<HTMLInputElement>;
}

export function Editor({ column, text, fault, onChange, onKeyDown }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    // what was typed to open the cell is kept, what was there is replaced
    if (input.current && input.current.value.length > 1) input.current.select();
  }, []);
  return (
    <input
      ref={input}
      className="gantt-editor"
      aria-label={t(`gantt.columns.${column}`)}
      aria-invalid={fault !== ""}
      value={text}
      maxLength={200}
      onChange={({ target }) => onChange(target.value)}
      onKeyDown={onKeyDown}
      onMouseDown={(event) => event.stopPropagation()}
    />
  );
}
