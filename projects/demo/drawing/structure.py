"""The building: pile heads, concrete frame, scaffold with its green net, and the outer wall."""

import itertools

from projects.demo.drawing.canvas import Canvas
from projects.demo.drawing.scene import Colour, Point, Weather
from projects.demo.drawing.sky import blend

CONCRETE: Colour = (186, 184, 178)
DARK: Colour = (62, 62, 66)
NET: Colour = (48, 128, 84)
TUBE: Colour = (106, 104, 100)
PLYWOOD: Colour = (196, 152, 92)
STEEL: Colour = (128, 82, 58)
PANEL: Colour = (232, 234, 236)
GLASS: Colour = (84, 122, 152)
SLAB = 0.45


def building(canvas: Canvas) -> None:
    """Draw what stands, from the ground up."""
    scene = canvas.scene
    if scene.floors == 0:
        _foundation(canvas)
        return
    for floor in range(scene.floors):
        _storey(canvas, floor)
    _roof(canvas)
    if scene.facade > 0:
        _walls(canvas)
    if scene.facade < 1:
        _scaffold(canvas)


def _foundation(canvas: Canvas) -> None:
    """A pit with pile heads, some of them already under their caps."""
    scene = canvas.scene
    half = scene.width / 2
    pit: list[Point] = [
        (-half, 0, 0),
        (half, 0, 0),
        (half, scene.depth, 0),
        (-half, scene.depth, 0),
    ]
    canvas.face(pit, (128, 106, 82))
    floor: list[Point] = [(-half + 2, 2, 0), (half - 2, 2, 0)]
    floor += [(half - 2, scene.depth - 1, 0), (-half + 2, scene.depth - 1, 0)]
    canvas.face(floor, (150, 128, 100))
    for row in range(scene.depth_bays, -1, -1):
        for bay in range(scene.bays + 1):
            x, y = -half + bay * 8.0, row * 8.0
            capped = bay < scene.bays * 0.6
            size, high = (1.5, 1.1) if capped else (0.35, 0.9)
            canvas.box((x - size, y - size, 0), (x + size, y + size, high), CONCRETE)
            if capped:
                _rebar(canvas, x, y, high, 1.6)


def _rebar(canvas: Canvas, x: float, y: float, z: float, high: float) -> None:
    for across, deep in ((-0.3, -0.3), (0.3, -0.3), (0.0, 0.3)):
        canvas.line(((x + across, y + deep, z), (x + across, y + deep, z + high)), STEEL, 0.07)


def _storey(canvas: Canvas, floor: int) -> None:
    scene = canvas.scene
    half, base = scene.width / 2, floor * scene.storey_height
    top = base + scene.storey_height
    _inside(canvas, base, top)
    for row in range(scene.depth_bays, -1, -1):
        for bay in _outwards(scene.bays, scene.side):
            x, y = -half + bay * 8.0, row * 8.0
            if row and bay not in (0, scene.bays):
                continue
            low, high = (x - 0.4, y - 0.4, base), (x + 0.4, y + 0.4, top - SLAB)
            canvas.box(low, high, CONCRETE, 0.94)
    slab = (-half - 0.8, -0.8, top - SLAB), (half + 0.8, scene.depth + 0.8, top)
    canvas.box(slab[0], slab[1], blend(CONCRETE, (255, 255, 255), 0.12))


def _outwards(bays: int, side: int) -> list[int]:
    """Columns from the far end to the near one, so that near ones cover far ones."""
    order = list(range(bays + 1))
    return order[::-1] if side > 0 else order


def _inside(canvas: Canvas, base: float, top: float) -> None:
    """The dim inside of an open storey, with a hint of the bays behind."""
    scene = canvas.scene
    half = scene.width / 2
    near_x = -half * scene.side
    front: list[Point] = [
        (-half, 0.3, base),
        (half, 0.3, base),
        (half, 0.3, top),
        (-half, 0.3, top),
    ]
    canvas.face(front, DARK)
    flank: list[Point] = [(near_x, 0.3, base), (near_x, scene.depth, base)]
    flank += [(near_x, scene.depth, top), (near_x, 0.3, top)]
    canvas.face(flank, DARK, 0.8)
    for bay in range(scene.bays):
        x = -half + bay * 8.0
        glow = canvas.chance.uniform(0.9, 1.5)
        lit: list[Point] = [(x + 0.6, 0.2, base), (x + 7.4, 0.2, base)]
        lit += [(x + 6.4, 0.2, base + 2.6), (x + 1.6, 0.2, base + 2.6)]
        canvas.face(lit, (92, 90, 88), glow, 150)


def _roof(canvas: Canvas) -> None:
    """The top deck: starter bars and plywood while it rises, plant and snow when it is done."""
    scene = canvas.scene
    half, top = scene.width / 2, scene.height
    if scene.weather is Weather.SNOW:
        deck: list[Point] = [(-half, 0, top), (half, 0, top)]
        deck += [(half, scene.depth, top), (-half, scene.depth, top)]
        canvas.face(deck, (236, 240, 244))
    if scene.floors < scene.storeys:
        _formwork(canvas, top)
    elif scene.facade > 0:
        for number in range(5):
            x = -half + 8 + number * (scene.width - 16) / 4
            canvas.box((x - 2, 9, top), (x + 2, 14, top + 2.2), (206, 208, 210))


def _formwork(canvas: Canvas, top: float) -> None:
    scene = canvas.scene
    half = scene.width / 2
    for row in range(scene.depth_bays, -1, -1):
        for bay in _outwards(scene.bays, scene.side):
            x, y = -half + bay * 8.0, row * 8.0
            if canvas.chance.random() < 0.4:
                canvas.box((x - 0.5, y - 0.5, top), (x + 0.5, y + 0.5, top + 3.4), PLYWOOD)
            _rebar(canvas, x, y, top, 4.4)
    for _ in range(6):
        x = canvas.chance.uniform(-half + 2, half - 6)
        y = canvas.chance.uniform(3, scene.depth - 4)
        canvas.box((x, y, top), (x + 3.4, y + 2, top + 0.8), PLYWOOD)


def _walls(canvas: Canvas) -> None:
    """Panels and ribbon windows; the wall is hung from the far end towards the viewer."""
    scene = canvas.scene
    half = scene.width / 2
    for bay in range(round(scene.facade * scene.bays)):
        x = half - (bay + 1) * 8.0 if scene.side > 0 else -half + bay * 8.0
        for floor in range(scene.floors):
            _panel(canvas, (x, -0.9, 0.0), (8.0, 0.0), floor)
    if scene.facade >= 1:
        near_x = (-half - 0.9) if scene.side > 0 else half + 0.9
        for floor in range(scene.floors):
            for row in range(scene.depth_bays):
                _panel(canvas, (near_x, row * 8.0, 0.0), (0.0, 8.0), floor)


def _panel(canvas: Canvas, corner: Point, span: tuple[float, float], floor: int) -> None:
    x, y, _ = corner
    across, deep = span
    low = floor * canvas.scene.storey_height
    high = low + canvas.scene.storey_height
    shade = 0.74 if deep else 0.98

    def band(start: float, end: float, bottom: float, top: float) -> list[Point]:
        x0, y0, x1, y1 = x + across * start, y + deep * start, x + across * end, y + deep * end
        return [(x0, y0, bottom), (x1, y1, bottom), (x1, y1, top), (x0, y0, top)]

    canvas.face(band(0, 1, low, high), PANEL, shade)
    sky = blend(GLASS, canvas.scene.weather.horizon, canvas.chance.uniform(0.05, 0.4))
    canvas.face(band(0, 1, low + 1.5, high - 1.2), sky, shade)
    for mullion in (0.0, 0.25, 0.5, 0.75):
        canvas.face(band(mullion, mullion + 0.02, low, high), (150, 156, 162), shade)
    if floor == canvas.scene.storeys - 1:
        canvas.face(band(0, 1, high, high + 1.2), (54, 92, 140), shade)


def _scaffold(canvas: Canvas) -> None:
    """Tubes and the green safety net around the storeys that are still open."""
    scene = canvas.scene
    half = scene.width / 2
    top = scene.height + (2.4 if scene.floors < scene.storeys else 1.2)
    bottom = max(0.0, scene.height - 3 * scene.storey_height) if scene.facade == 0 else 0.0
    end = half - round(scene.facade * scene.bays) * 8.0
    fronts: list[Point] = [
        (scene.side * float(x), -1.8, 0.0) for x in range(int(-half), int(end) + 1, 4)
    ]
    _net(canvas, fronts, bottom, top)


def _net(canvas: Canvas, feet: list[Point], bottom: float, top: float) -> None:
    for (x0, y0, _), (x1, y1, _z) in itertools.pairwise(feet):
        z = bottom
        while z < top:
            upper = min(z + 1.8, top)
            sheet: list[Point] = [(x0, y0, z), (x1, y1, z), (x1, y1, upper), (x0, y0, upper)]
            canvas.face(sheet, NET, canvas.chance.uniform(0.86, 1.12), 120)
            canvas.line(((x0, y0, upper), (x1, y1, upper)), TUBE, 0.07)
            z += 1.8
    for x, y, _ in feet:
        canvas.line(((x, y, 0.0), (x, y, top + 0.8)), TUBE, 0.09)
