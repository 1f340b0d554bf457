/** How long the drawn ground is, in the map's corner. */
import { roundLength } from "./projection";

const LONGEST = 120;

export function ScaleBar({ scale, height }: { scale: number; height: number }) {
  const metres = roundLength(LONGEST, scale);
  const words = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  return (
    <g className="map-scale" transform={`translate(12 ${height - 12})`} aria-hidden="true">
      <path d={`M0 -5V0H${(metres * scale).toFixed(1)}V-5`} />
      <text x={metres * scale + 6} y="0">
        {words}
      </text>
    </g>
  );
}
