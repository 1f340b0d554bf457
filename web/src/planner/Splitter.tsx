/** Between table and bars: dragged, or moved by the arrow keys. */
import type { KeyboardEvent, PointerEvent } from "react";
import { t } from "../shared/i18n";

const STEP = 32;

interface Props {
  width: number;
  least: number;
  most: number;
  onChange: (width: number) => void;
}

export function Splitter({ width, least, most, onChange }: Props) {
  const change = (next: number) => onChange(Math.min(most, Math.max(least, next)));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    change(width + step);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const left = event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0;
    change(event.clientX - left);
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t("gantt.width")}
      aria-valuenow={Math.round(width)}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      className="gantt-splitter"
      style={{ insetInlineStart: width - 4 }}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
    />
  );
}
