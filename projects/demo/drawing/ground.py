"""Ground, road, hoarding, site offices, stacks of material, trees and people."""

from PIL import Image, ImageChops, ImageDraw

from projects.demo.drawing.canvas import SCALE, Canvas
from projects.demo.drawing.scene import HEIGHT, WIDTH, Colour, Weather
from projects.demo.drawing.sky import blend, soft, widened

SOIL: Colour = (164, 144, 116)
LAWN: Colour = (112, 142, 82)
SNOW: Colour = (232, 236, 240)
ROAD: Colour = (176, 176, 172)
HOARDING: Colour = (62, 118, 176)
HELMETS: tuple[Colour, ...] = ((244, 200, 40), (212, 60, 44), (58, 110, 190))


def ground(canvas: Canvas) -> None:
    """Paint the site that the building stands on."""
    _plain(canvas)
    _road(canvas)
    _hoarding(canvas)
    if canvas.scene.delivered:
        _park(canvas)
    else:
        _offices(canvas)


def _plain(canvas: Canvas) -> None:
    scene = canvas.scene
    near = SNOW if scene.weather is Weather.SNOW else LAWN if scene.delivered else SOIL
    top = max(0, int(canvas.camera.horizon))
    strip = Image.new("RGB", (1, 256))
    for row in range(256):
        colour = blend(blend(near, scene.weather.horizon, 0.55), near, min(1.0, row / 110))
        lit = canvas.lit(colour)
        strip.putpixel((0, row), (lit[0], lit[1], lit[2]))
    band = widened(strip, (WIDTH * SCALE, HEIGHT * SCALE - top))
    canvas.image.paste(_rough(band), (0, top))


def _rough(band: Image.Image) -> Image.Image:
    """Add clods, coarse over fine, that fade into the haze of the distance."""
    rough = band
    for size, strength in ((60, 9.0), (14, 7.0)):
        small = (band.width // size, band.height // max(1, size // 4))
        noise = Image.effect_noise(small, strength).convert("L")
        clods = noise.resize(band.size, Image.Resampling.BILINEAR).convert("RGB")
        rough = ImageChops.add(rough, clods, 1, -128)
    nearness = widened(Image.linear_gradient("L").resize((1, 256)), band.size)
    return Image.composite(rough, band, nearness)


def _road(canvas: Canvas) -> None:
    scene = canvas.scene
    colour = blend(ROAD, SNOW, 0.5) if scene.weather is Weather.SNOW else ROAD
    if scene.delivered:
        colour = (104, 106, 110)
    apron = 5.0
    x0, x1 = -scene.width / 2 - apron, scene.width / 2 + apron
    canvas.face(
        [(x0, -apron, 0), (x1, -apron, 0), (x1, scene.depth + 5, 0), (x0, scene.depth + 5, 0)],
        blend(colour, SOIL, 0.35),
    )
    canvas.face([(-260, -21, 0), (260, -21, 0), (260, -13, 0), (-260, -13, 0)], colour)
    for x in range(-200, 200, 8):
        if scene.delivered:
            stripe: list[tuple[float, float, float]]
            stripe = [(x, -17.2, 0), (x + 4, -17.2, 0), (x + 4, -16.9, 0), (x, -16.9, 0)]
            canvas.face(stripe, (236, 236, 230))
    if not scene.delivered:
        for y in (-19.2, -17.6, -16.0, -14.6):
            track: list[tuple[float, float, float]]
            track = [(-260, y, 0), (260, y + 0.5, 0), (260, y + 1, 0), (-260, y + 0.4, 0)]
            canvas.face(track, (122, 108, 88), alpha=70)


def _hoarding(canvas: Canvas) -> None:
    """The blue and white sheet fence along the back of the site."""
    y = canvas.scene.depth + 34
    for number, x in enumerate(range(-250, 250, 6)):
        colour = (226, 230, 232) if number % 6 == 0 else HOARDING
        canvas.face([(x, y, 0), (x + 6, y, 0), (x + 6, y, 2.6), (x, y, 2.6)], colour, 0.92)
    for x in range(-240, 240, 9):
        _tree(canvas, x + canvas.chance.uniform(-3, 3), y + 8, canvas.chance.uniform(5, 9))


def _tree(canvas: Canvas, x: float, y: float, high: float) -> None:
    leaf: Colour = (86, 112, 72)
    if canvas.scene.weather is Weather.SNOW:
        leaf = (150, 152, 148)
    canvas.line(((x, y, 0), (x, y, high * 0.6)), (92, 76, 60), 0.35)
    for _ in range(7):
        side, up = canvas.chance.gauss(0, high * 0.12), canvas.chance.gauss(high * 0.68, high * 0.1)
        middle = canvas.camera.flat((x + side, y, up))
        radius = high * 0.19 * canvas.camera.size((x, y, up))
        area = (middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius)
        canvas.pen.ellipse(area, fill=canvas.lit(leaf, canvas.chance.uniform(0.75, 1.15)))


def _park(canvas: Canvas) -> None:
    """What a base looks like once it is handed over: trees along a clean road, and flags."""
    half = canvas.scene.width / 2
    for number in range(3):
        x = -canvas.scene.side * (half * 0.2 + number * 3.0)
        canvas.line(((x, -9, 0), (x, -9, 11)), (220, 222, 224), 0.16)
        flag = [(x, -9, 11), (x + 2.6, -9, 10.8), (x + 2.6, -9, 9.2), (x, -9, 9.4)]
        canvas.face(flag, ((206, 44, 40), (40, 96, 170), (236, 236, 236))[number])
    for x in range(-150, 150, 7):
        _tree(canvas, float(x), -23.0 + canvas.chance.uniform(-0.6, 0.6), 3.4)


def _offices(canvas: Canvas) -> None:
    """Two storeys of white site cabins with blue roofs, stacked like containers."""
    side = canvas.scene.side
    for number in range(4):
        x = side * (canvas.scene.width / 2 + 16 + number * 6.2)
        for storey in (0.0, 2.9):
            canvas.box((x - 3, 4, storey), (x + 3, 8, storey + 2.7), (234, 236, 238))
            window = [(x - 1.6, 3.98, storey + 1), (x + 1.4, 3.98, storey + 1)]
            window += [(x + 1.4, 3.98, storey + 2.1), (x - 1.6, 3.98, storey + 2.1)]
            canvas.face(window, (96, 128, 150))
        canvas.box((x - 3.2, 3.8, 5.6), (x + 3.2, 8.2, 6.0), HOARDING)


def foreground(canvas: Canvas) -> None:
    """Stacks of material and people before the building."""
    if canvas.scene.delivered:
        return
    half = canvas.scene.width / 2
    for _ in range(9):
        x, y = canvas.chance.uniform(-half, half), canvas.chance.uniform(-11.5, -6.5)
        _stack(canvas, x, y)
    for _ in range(6):
        _stack(canvas, canvas.chance.uniform(-half, half), canvas.chance.uniform(-40, -25))
    for _ in range(11):
        _worker(canvas, canvas.chance.uniform(-half, half), canvas.chance.uniform(-24, -6), 0.0)


def _stack(canvas: Canvas, x: float, y: float) -> None:
    long, wide, high = canvas.chance.choice(((5.5, 1.6, 0.7), (2.4, 1.6, 1.4), (3.0, 2.0, 1.0)))
    colour: Colour = canvas.chance.choice(((150, 92, 62), (196, 160, 104), (122, 110, 104)))
    shadow = [(x - 0.5, y - 0.7, 0.0), (x + long, y - 0.7, 0.0)]
    shadow += [(x + long + 0.8, y + wide, 0.0), (x, y + wide, 0.0)]
    canvas.face(shadow, (40, 36, 30), alpha=70)
    canvas.box((x, y, 0), (x + long, y + wide, high), colour)
    for layer in range(1, 4):
        z = high * layer / 4
        canvas.line(((x, y, z), (x + long, y, z)), (70, 58, 46), 0.05)


def _worker(canvas: Canvas, x: float, y: float, z: float) -> None:
    canvas.line(((x, y, z), (x, y, z + 0.85)), (52, 58, 76), 0.36)
    canvas.line(((x, y, z + 0.8), (x, y, z + 1.45)), (238, 128, 40), 0.5)
    middle = canvas.camera.flat((x, y, z + 1.66))
    radius = 0.2 * canvas.camera.size((x, y, z))
    area = (middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius)
    canvas.pen.ellipse(area, fill=canvas.lit(canvas.chance.choice(HELMETS)))


def shadow(canvas: Canvas) -> None:
    """The building's shadow: away from the sun, softer when the sky is grey."""
    scene = canvas.scene
    reach = scene.height * 0.7 * -scene.side
    half = scene.width / 2
    corners = [(-half, 0.0, 0.0), (half, 0.0, 0.0)]
    corners += [(half - reach, -reach * -0.2, 0.0), (half - reach, scene.depth, 0.0)]
    corners += [(-half - reach, scene.depth, 0.0), (-half - reach, 4.0, 0.0)]
    mask = Image.new("L", (WIDTH // 2, HEIGHT // 2))
    flat = [canvas.camera.flat(corner) for corner in corners]
    from_full = WIDTH * SCALE // mask.width
    outline = [(x / from_full, y / from_full) for x, y in flat]
    deep = 90 if scene.weather in {Weather.CLEAR, Weather.EVENING} else 45
    ImageDraw.Draw(mask).polygon(outline, fill=deep)
    soft(canvas, mask, 3, (34, 34, 44))
