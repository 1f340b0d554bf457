/** Arrows, boxes and words over a picture; the picture itself is never touched. */
import "./Marks.css";

/** As the API says it: `from` and `to` are shares of the picture's width and height. */
export interface Mark {
  kind: string;
  from: readonly number[];
  to: readonly number[];
  text?: string | undefined;
}

type Point = readonly [number, number];

/** The drawing's own square: a share of the picture times this. */
const SIDE = 1000;

/** To be put into a box that is exactly as large as the picture. */
export function Marks({ shapes }: { shapes: readonly Mark[] }) {
  if (!shapes.length) return null;
  return (
    <>
      <svg
        className="marks"
        viewBox={`0 0 ${SIDE} ${SIDE}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {shapes.map((shape, index) => (
          <Line key={index} shape={shape} />
        ))}
      </svg>
      {shapes
        .filter(({ kind }) => kind === "text")
        .map(({ from: [x = 0, y = 0], text }, index) => (
          <span
            key={index}
            className="mark-text"
            style={{ insetInlineStart: `${x * 100}%`, insetBlockStart: `${y * 100}%` }}
          >
            {text}
          </span>
        ))}
    </>
  );
}

function Line({ shape: { kind, from, to } }: { shape: Mark }) {
  const [[x1, y1], [x2, y2]] = [placeOf(from), placeOf(to)];
  if (kind === "box")
    return (
      <rect
        x={Math.min(x1, x2)}
        y={Math.min(y1, y2)}
        width={Math.abs(x2 - x1)}
        height={Math.abs(y2 - y1)}
      />
    );
  if (kind === "arrow") return <path d={arrowPath([x1, y1], [x2, y2])} />;
  return null;
}

function placeOf([x = 0, y = 0]: readonly number[]): Point {
  return [x * SIDE, y * SIDE];
}

const HEAD = 60;
const HALF_ANGLE = Math.PI / 7;

/** A line with two barbs at its end. */
export function arrowPath(from: Point, to: Point): string {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const length = Math.min(HEAD, Math.hypot(to[0] - from[0], to[1] - from[1]));
  const barb = (turn: number) =>
    `${to[0] - length * Math.cos(angle + turn)} ${to[1] - length * Math.sin(angle + turn)}`;
  return `M${from.join(" ")}L${to.join(" ")}M${barb(HALF_ANGLE)}L${to.join(" ")}L${barb(-HALF_ANGLE)}`;
}
