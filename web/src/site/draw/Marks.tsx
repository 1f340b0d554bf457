/** Arrows, boxes and words over a picture; the picture itself is never touched. */
import type { Shape } from "../store/records";
import "./Marks.css";

/** The drawing's own square: a share of the picture times this. */
const SIDE = 1000;

export function Marks({ shapes }: { shapes: readonly Shape[] }) {
  if (!shapes.length) return null;
  return (
    <>
      <svg className="marks" viewBox={`0 0 ${SIDE} ${SIDE}`} preserveAspectRatio="none" aria-hidden="true">
        {shapes.map((shape, index) => (
          <Line key={index} shape={shape} />
        ))}
      </svg>
      {shapes
        .filter(({ kind }) => kind === "text")
        .map(({ from, text }, index) => (
          <span
            key={index}
            className="mark-text"
            style={{ insetInlineStart: `${from[0] * 100}%`, insetBlockStart: `${from[1] * 100}%` }}
          >
            {text}
          </span>
        ))}
    </>
  );
}

function Line({ shape }: { shape: Shape }) {
  const [[x1, y1], [x2, y2]] = [shape.from, shape.to].map(([x, y]) => [x * SIDE, y * SIDE]) as [
    [number, number],
    [number, number],
  ];
  if (shape.kind === "box")
    return (
      <rect
        x={Math.min(x1, x2)}
        y={Math.min(y1, y2)}
        width={Math.abs(x2 - x1)}
        height={Math.abs(y2 - y1)}
      />
    );
  if (shape.kind === "arrow") return <path d={arrowPath([x1, y1], [x2, y2])} />;
  return null;
}

const HEAD = 60;
const HALF_ANGLE = Math.PI / 7;

/** A line with two barbs at its end. */
export function arrowPath(from: [number, number], to: [number, number]): string {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const length = Math.min(HEAD, Math.hypot(to[0] - from[0], to[1] - from[1]));
  const barb = (turn: number) =>
    `${to[0] - length * Math.cos(angle + turn)} ${to[1] - length * Math.sin(angle + turn)}`;
  return `M${from.join(" ")}L${to.join(" ")}M${barb(HALF_ANGLE)}L${to.join(" ")}L${barb(-HALF_ANGLE)}`;
}
