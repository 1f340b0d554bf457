"""Sky, clouds, sun and the town behind the site."""

from PIL import Image, ImageDraw, ImageFilter

from projects.demo.drawing.canvas import SCALE, Canvas
from projects.demo.drawing.scene import HEIGHT, WIDTH, Colour, Weather

SMALL = 4  # soft things are drawn this much smaller, then enlarged
CLOUDS = {Weather.CLEAR: 5, Weather.CLOUDY: 16, Weather.EVENING: 9}


def blend(low: Colour, high: Colour, share: float) -> Colour:
    """A colour between two."""
    a, b, c = (round(x + (y - x) * share) for x, y in zip(low, high, strict=True))
    return a, b, c


def widened(column: Image.Image, size: tuple[int, int]) -> Image.Image:
    """A column of pixels, smoothly as high and everywhere as wide as asked."""
    high = column.resize((1, size[1]))
    return high.resize(size, Image.Resampling.NEAREST)


def sky(canvas: Canvas) -> None:
    """Paint everything above the horizon."""
    _gradient(canvas)
    if canvas.scene.weather in CLOUDS:
        _sun(canvas)
        _clouds(canvas, CLOUDS[canvas.scene.weather])
    else:
        _veil(canvas)
    _town(canvas)


def _gradient(canvas: Canvas) -> None:
    weather = canvas.scene.weather
    strip = Image.new("RGB", (1, 256))
    for row in range(256):
        strip.putpixel((0, row), blend(weather.zenith, weather.horizon, (row / 255) ** 1.1))
    band = widened(strip, (WIDTH * SCALE, max(1, int(canvas.camera.horizon) + 8)))
    canvas.image.paste(band, (0, 0))


def soft(canvas: Canvas, mask: Image.Image, blur: float, colour: Colour) -> None:
    """Lay a colour over the sheet, as thick as a small mask says and with no edge."""
    blurred = mask.filter(ImageFilter.GaussianBlur(blur))
    full = blurred.resize(canvas.image.size, Image.Resampling.BILINEAR)
    canvas.image.paste(colour, (0, 0, *full.size), full)


def _mask() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    mask = Image.new("L", (WIDTH // SMALL, HEIGHT // SMALL))
    return mask, ImageDraw.Draw(mask)


def _sun(canvas: Canvas) -> None:
    mask, pen = _mask()
    evening = canvas.scene.weather is Weather.EVENING
    x = mask.width * (0.5 - canvas.scene.side * 0.33)
    y = mask.height * (0.2 if evening else 0.07)
    for radius, glow in ((90, 60), (42, 120), (11, 255)):
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=glow)
    soft(canvas, mask, 12, (255, 226, 176) if evening else (255, 252, 240))


def _clouds(canvas: Canvas, count: int) -> None:
    mask, pen = _mask()
    chance = canvas.chance
    for _ in range(count):
        x, y = chance.uniform(0, mask.width), chance.uniform(-10, mask.height * 0.3)
        for _puff in range(9):
            across, down = chance.gauss(0, 26), chance.gauss(0, 4)
            wide, high = chance.uniform(12, 30), chance.uniform(3, 8)
            middle = x + across, y + down
            area = (middle[0] - wide, middle[1] - high, middle[0] + wide, middle[1] + high)
            pen.ellipse(area, fill=chance.randint(90, 190))
    evening = canvas.scene.weather is Weather.EVENING
    soft(canvas, mask, 5, (255, 224, 200) if evening else (250, 251, 252))


def _veil(canvas: Canvas) -> None:
    mask, pen = _mask()
    for _ in range(26):
        x, y = canvas.chance.uniform(-60, mask.width), canvas.chance.uniform(-20, mask.height * 0.4)
        wide, high = canvas.chance.uniform(60, 170), canvas.chance.uniform(6, 18)
        pen.ellipse((x, y, x + wide, y + high), fill=canvas.chance.randint(20, 70))
    soft(canvas, mask, 14, (236, 238, 240))


def _town(canvas: Canvas) -> None:
    """Hills and far buildings, paler the farther they are."""
    horizon = canvas.camera.horizon
    far = canvas.scene.weather.horizon
    for distance, tint in ((0.8, (88, 112, 128)), (0.62, (84, 104, 116))):
        colour = blend(tint, far, distance)
        x = -80.0
        while x < WIDTH * SCALE:
            wide = canvas.chance.uniform(50, 150) * (1.7 - distance)
            high = canvas.chance.uniform(20, 120) * (1.5 - distance)
            canvas.pen.rectangle((x, horizon - high, x + wide, horizon + 12), fill=colour)
            x += wide + canvas.chance.uniform(4, 90)
