"""A tower crane: mast, jib, counter-jib, cab and a load on the hook."""

import math

from projects.demo.drawing.canvas import Canvas
from projects.demo.drawing.scene import Colour, Point

YELLOW: Colour = (236, 184, 32)
CABLE: Colour = (60, 60, 62)
BALLAST: Colour = (150, 150, 150)
CAB: Colour = (240, 240, 240)
MAST = 1.0


def crane(canvas: Canvas) -> None:
    """Draw the crane behind the far corner; its jib points where the day's chance left it."""
    scene = canvas.scene
    foot = scene.side * (scene.width * 0.18), scene.depth + 5.0
    high = max(scene.storeys * scene.storey_height, scene.height) + 15.0
    turn = math.radians(canvas.chance.uniform(150, 205) if scene.side > 0 else -15)
    _mast(canvas, foot, high)
    tip = _arm(canvas, foot, high, turn, 40.0)
    back = _arm(canvas, foot, high, turn + math.pi, 13.0)
    apex = (foot[0], foot[1], high + 7.0)
    canvas.line(((foot[0], foot[1], high), apex), YELLOW, 0.7)
    for end, share in ((tip, 0.62), (tip, 0.3), (back, 0.9)):
        hold = (
            foot[0] + (end[0] - foot[0]) * share,
            foot[1] + (end[1] - foot[1]) * share,
            high + 1.2,
        )
        canvas.line((apex, hold), CABLE, 0.1)
    canvas.box(
        (back[0] - 1.2, back[1] - 1, high - 2.4), (back[0] + 1.2, back[1] + 1, high), BALLAST
    )
    cab = foot[0] - scene.side * 1.6
    canvas.box((cab - 0.9, foot[1] - 2.4, high - 2.4), (cab + 0.9, foot[1] - 0.8, high - 0.2), CAB)
    _load(canvas, foot, tip, high)


def _mast(canvas: Canvas, foot: tuple[float, float], high: float) -> None:
    x, y = foot
    legs = [(x - MAST, y - MAST), (x + MAST, y - MAST), (x + MAST, y + MAST), (x - MAST, y + MAST)]
    z = 0.0
    while z < high:
        upper = min(z + 2.6, high)
        for (x0, y0), (x1, y1) in zip(legs, legs[1:] + legs[:1], strict=True):
            canvas.line(((x0, y0, z), (x1, y1, upper)), YELLOW, 0.12)
            canvas.line(((x0, y0, upper), (x1, y1, upper)), YELLOW, 0.12)
        z = upper
    for x0, y0 in legs:
        canvas.line(((x0, y0, 0), (x0, y0, high)), YELLOW, 0.24)


def _arm(
    canvas: Canvas, foot: tuple[float, float], high: float, turn: float, length: float
) -> Point:
    """Draw a lattice arm and return its end."""
    ahead, beside = (math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))

    def at(reach: float, side: float, rise: float) -> Point:
        x = foot[0] + ahead[0] * reach + beside[0] * side
        return x, foot[1] + ahead[1] * reach + beside[1] * side, high + rise

    step = 2.0
    reach = 0.0
    while reach < length:
        following = min(reach + step, length)
        for side in (-0.6, 0.6):
            canvas.line((at(reach, side, 0), at((reach + following) / 2, 0, 1.3)), YELLOW, 0.1)
            canvas.line((at((reach + following) / 2, 0, 1.3), at(following, side, 0)), YELLOW, 0.1)
        reach = following
    for side, rise in ((-0.6, 0.0), (0.6, 0.0), (0.0, 1.3)):
        canvas.line((at(0, side, rise), at(length, side, rise)), YELLOW, 0.2)
    return at(length, 0, 0)


def _load(canvas: Canvas, foot: tuple[float, float], tip: Point, high: float) -> None:
    """A bundle that hangs above the deck, wherever the trolley stands."""
    share = canvas.chance.uniform(0.55, 0.8)
    x, y = foot[0] + (tip[0] - foot[0]) * share, foot[1] + (tip[1] - foot[1]) * share
    low = canvas.scene.height + canvas.chance.uniform(3.5, 8)
    canvas.line(((x, y, high), (x, y, low + 1.4)), CABLE, 0.09)
    for end in (-2.2, 2.2):
        canvas.line(((x, y, low + 1.4), (x + end, y, low + 0.3)), CABLE, 0.07)
    canvas.box((x - 2.8, y - 0.3, low), (x + 2.8, y + 0.3, low + 0.4), (150, 92, 62))
