/** Drawing on a photo by finger: choose a mark, pull it over the picture. */
import { type PointerEvent, useRef, useState } from "react";
import { t } from "../../shared/i18n";
import type { Shape } from "../store/records";
import { Marks } from "../../shared/Marks";

interface Props {
  url: string;
  shapes: Shape[];
  onChange: (shapes: Shape[]) => void;
}

const KINDS = ["arrow", "box", "text"] as const;
const SHAPES_MOST = 50;
const TEXT_MOST = 100;

export function DrawBoard({ url, shapes: kept, onChange }: Props) {
  // the store lags behind a quick hand: the next mark stands beside what was drawn
  const [shapes, setShapes] = useState(kept);
  const [kind, setKind] = useState<Shape["kind"]>("arrow");
  const [text, setText] = useState("");
  const [pulled, setPulled] = useState<Shape | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const change = (next: Shape[]) => {
    setShapes(next);
    onChange(next);
  };
  const begin = (event: PointerEvent) => {
    if (shapes.length >= SHAPES_MOST || (kind === "text" && !text.trim())) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = shareOf(event, frame.current);
    setPulled({ kind, from: at, to: at, ...(kind === "text" ? { text: text.trim() } : {}) });
  };
  const pull = (event: PointerEvent) => {
    if (pulled) setPulled({ ...pulled, to: shareOf(event, frame.current) });
  };
  const end = () => {
    if (pulled && (pulled.kind === "text" || isLong(pulled))) change([...shapes, pulled]);
    setPulled(null);
  };
  return (
    <>
      <div
        ref={frame}
        className="site-canvas"
        onPointerDown={begin}
        onPointerMove={pull}
        onPointerUp={end}
        onPointerCancel={() => setPulled(null)}
      >
        <img src={url} alt="" draggable={false} />
        <Marks shapes={pulled ? [...shapes, pulled] : shapes} />
      </div>
      <div className="site-tools" role="group" aria-label={t("site.draw")}>
        {KINDS.map((each) => (
          <button
            key={each}
            type="button"
            className="button"
            aria-pressed={kind === each}
            onClick={() => setKind(each)}
          >
            {t(`site.marks.${each}`)}
          </button>
        ))}
        <button
          type="button"
          className="button"
          disabled={!shapes.length}
          onClick={() => change(shapes.slice(0, -1))}
        >
          {t("site.undo")}
        </button>
      </div>
      {kind === "text" && (
        <label className="site-words">
          {t("site.markText")}
          <input
            type="text"
            dir="auto"
            maxLength={TEXT_MOST}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
      )}
    </>
  );
}

/** Where a finger is, as shares of the picture. */
function shareOf(event: PointerEvent, frame: HTMLElement | null): [number, number] {
  const box = frame?.getBoundingClientRect();
  if (!box?.width || !box.height) return [0, 0];
  const within = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4;
  return [
    within((event.clientX - box.left) / box.width),
    within((event.clientY - box.top) / box.height),
  ];
}

/** A tap that pulled nothing is no mark. */
function isLong({ from, to }: Shape): boolean {
  return Math.hypot(to[0] - from[0], to[1] - from[1]) > 0.02;
}
