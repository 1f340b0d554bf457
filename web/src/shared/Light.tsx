/** A light is a shape, a colour and (beside it) a word: never colour alone. */
import type { Colour } from "./portfolio";
import "./Light.css";

const SHAPES: Record<Colour, string> = {
  green: "M10 2a8 8 0 1 1 0 16a8 8 0 0 1 0-16z",
  yellow: "M10 2 L19 17.5 H1z",
  blue: "M10 18 L1 2.5 H19z",
  orange: "M10 1 L19 10 L10 19 L1 10z",
  red: "M2.5 2.5 H17.5 V17.5 H2.5z",
  grey: "M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 0 1 0-15z",
};

interface Props {
  colour: Colour;
  /** Reached: the green disc carries a tick; not reached: it is a ring. */
  reached?: boolean;
  /** In pixels, or `1em`: as large as the words beside it. */
  size?: number | "1em";
}

export function Light({ colour, reached = false, size = 20 }: Props) {
  const open = colour === "grey" || (colour === "green" && !reached);
  return (
    <svg
      className={`light light-${colour}${open ? " light-open" : ""}`}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      aria-hidden="true"
    >
      <path className="light-shape" d={SHAPES[colour]} />
      {colour === "green" && !reached && <circle className="light-core" cx="10" cy="10" r="3.5" />}
      {colour === "green" && reached && <path className="light-tick" d="M6 10.4l2.8 2.8L14.2 7" />}
      {colour === "red" && <path className="light-tick" d="M10 5.5v5.5M10 14v.6" />}
      {colour === "orange" && <path className="light-tick" d="M10 5.8v5M10 13.6v.6" />}
      {colour === "blue" && <path className="light-tick" d="M10 5.2v4.2M10 11.9v.5" />}
      {colour === "yellow" && <path className="light-tick" d="M10 8v4.2M10 14.6v.5" />}
    </svg>
  );
}
