/** How far a finger has to travel to mean another photo. */
const SWIPE_PX = 48;

/** The step that a swipe asks for: leftwards pulls the next one in. */
export function stepOf(travelled: number): -1 | 0 | 1 {
  if (Math.abs(travelled) < SWIPE_PX) return 0;
  return travelled < 0 ? 1 : -1;
}
