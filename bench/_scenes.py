"""Pictures for `bench/reuse`: drawn sites, real photos, and what people do to them."""

import io
import math
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pi_heif
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from projects.demo.drawing import Scene, picture

SIZE = (960, 720)
REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "photos"
REAL_EDGE_LEAST = 400
# eight files of one landscape, one per EXIF orientation
SAME_REAL = "landscape_"
Change = Callable[[Image.Image, random.Random], Image.Image]


def real_photos() -> Iterator[Image.Image]:
    """The photos of real cameras beside the project, where they are."""
    pi_heif.register_heif_opener()
    for path in sorted(REAL.glob("*.*")) if REAL.is_dir() else []:
        is_again = path.name.startswith(SAME_REAL) and path.stem[-1] != "1"
        if path.suffix.lower() in {".jpg", ".heic"} and not is_again:
            with Image.open(path) as file:
                photo = ImageOps.exif_transpose(file).convert("RGB")
            if min(photo.size) >= REAL_EDGE_LEAST:
                photo.thumbnail((960, 960))
                yield photo


def building(scene: Scene) -> Image.Image:
    """The scene as a photo."""
    return picture(scene).resize(SIZE)


def ground_scene(seed: int) -> Image.Image:
    """Earth, a rebar mat, a corridor or a yard by turns, with clutter and a sensor's noise."""
    rng = random.Random(seed)
    image = _soil(rng)
    (_pit, _rebar, _corridor, _yard)[seed % 4](image, rng)
    _clutter(image, rng)
    noise = Image.effect_noise(SIZE, 14).convert("RGB")
    return Image.blend(image, noise, 0.08)


def _soil(rng: random.Random) -> Image.Image:
    """Blotches of every size, as earth, concrete and shade are."""
    grain = np.random.default_rng(rng.randrange(2**32))
    field = np.zeros((SIZE[1], SIZE[0]), dtype=np.float32)
    for cells, weight in ((3, 55), (7, 35), (19, 22), (60, 12)):
        coarse = Image.fromarray(grain.random((cells, cells)).astype(np.float32))
        field += np.asarray(coarse.resize(SIZE, Image.Resampling.BICUBIC)) * weight
    tint = np.array([rng.uniform(0.8, 1.15) for _ in range(3)], dtype=np.float32)
    pixels = np.clip(40 + field[..., None] * tint, 0, 255).astype(np.uint8)
    return Image.fromarray(pixels)


def _pit(image: Image.Image, rng: random.Random) -> None:
    pen, (width, height) = ImageDraw.Draw(image), SIZE
    middle = rng.uniform(0.3, 0.7) * width
    for step in range(rng.randint(3, 7)):
        reach = width * (0.5 - step * 0.06)
        top = height * (0.3 + step * rng.uniform(0.06, 0.1))
        shade = rng.randint(60, 170) - step * 8
        box = (middle - reach, top, middle + reach, height - step * 14)
        pen.ellipse(box, outline=(shade, shade - 20, shade - 40), width=rng.randint(5, 16))


def _rebar(image: Image.Image, rng: random.Random) -> None:
    pen, (width, height) = ImageDraw.Draw(image), SIZE
    slant, pitch = rng.uniform(-0.5, 0.5), rng.randint(26, 70)
    for at in range(-width, 2 * width, pitch):
        pen.line((at, 0, at + slant * height, height), fill=(92, 60, 44), width=rng.randint(3, 7))
    for at in range(-height, 2 * height, int(pitch * rng.uniform(0.7, 1.4))):
        pen.line((0, at, width, at + slant * 300), fill=(70, 48, 40), width=rng.randint(3, 6))


def _corridor(image: Image.Image, rng: random.Random) -> None:
    pen, (width, height) = ImageDraw.Draw(image), SIZE
    x, y = rng.uniform(0.35, 0.65) * width, rng.uniform(0.35, 0.6) * height
    for share in np.linspace(1.0, 0.08, rng.randint(6, 12)):
        box = (x - x * share, y - y * share, x + (width - x) * share, y + (height - y) * share)
        level = int(60 + 150 * share * rng.uniform(0.7, 1))
        pen.rectangle(box, outline=(level, level, level - 10), width=rng.randint(3, 9))
    pen.rectangle((x - 40, y - 50, x + 30, y + 60), fill=(225, 230, 235))


def _yard(image: Image.Image, rng: random.Random) -> None:
    pen, (width, height) = ImageDraw.Draw(image), SIZE
    horizon = int(height * rng.uniform(0.2, 0.45))
    sky = rng.randint(150, 230)
    pen.rectangle((0, 0, width, horizon), fill=(sky - 30, sky - 10, sky))
    for _ in range(rng.randint(5, 11)):
        x, side = rng.randint(0, width), rng.randint(50, 190)
        colour = tuple(rng.randint(40, 220) for _ in range(3))
        pen.rectangle((x, horizon - side * 0.6, x + side, horizon + side * 0.5), fill=colour)


def _clutter(image: Image.Image, rng: random.Random) -> None:
    """Planks, pipes, people and puddles."""
    pen, (width, height) = ImageDraw.Draw(image), SIZE
    for _ in range(rng.randint(25, 60)):
        x, y, size = rng.randint(0, width), rng.randint(height // 4, height), rng.randint(6, 90)
        colour = tuple(rng.randint(20, 235) for _ in range(3))
        turn = rng.uniform(0, math.pi)
        end = (x + size * math.cos(turn), y + size * math.sin(turn))
        pen.line((x, y, *end), fill=colour, width=rng.randint(3, 18))


def encoded(quality: int) -> Change:
    """As a chat app encodes it anew."""
    return lambda image, _rng: jpeg_of(image, quality)


def jpeg_of(image: Image.Image, quality: int) -> Image.Image:
    """The picture after a JPEG of that quality."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return Image.open(io.BytesIO(out.getvalue())).convert("RGB")


def scaled(share: float) -> Change:
    """Smaller."""
    return lambda image, _rng: image.resize((int(image.width * share), int(image.height * share)))


def cropped(lost: float) -> Change:
    """A share of width and height cut off, anywhere."""

    def change(image: Image.Image, rng: random.Random) -> Image.Image:
        width, height = (int(side * (1 - lost)) for side in image.size)
        left = rng.randint(0, image.width - width)
        top = rng.randint(0, image.height - height)
        return image.crop((left, top, left + width, top + height))

    return change


def marked(share: float) -> Change:
    """With a plate of time and place over a share of the height, as camera apps stamp it."""

    def change(image: Image.Image, rng: random.Random) -> Image.Image:
        image, (width, height) = image.copy(), image.size
        pen = ImageDraw.Draw(image, "RGBA")
        top = height * (1 - share) if rng.random() < 0.7 else 0
        pen.rectangle((0, top, width * 0.6, top + height * share), fill=(20, 24, 30, 190))
        size = max(10, int(height * share / 5))
        for line in range(4):
            words = f"2026-11-{rng.randint(1, 28):02} 14:1{line} 3# 4F"
            pen.text((10, top + 4 + line * size * 1.1), words, fill="white", font_size=size)
        return image

    return change


def turned(degrees: float) -> Change:
    """Turned either way, and cut so that no empty corner is left."""

    def change(image: Image.Image, rng: random.Random) -> Image.Image:
        angle = math.radians(degrees)
        long, short = max(image.size), min(image.size)
        share = 1 / (math.cos(angle) + long / short * math.sin(angle))
        whole = image.rotate(degrees * rng.choice((1, -1)), Image.Resampling.BICUBIC)
        left, top = (int(side * (1 - share) / 2) for side in image.size)
        return whole.crop((left, top, image.width - left, image.height - top))

    return change


def lit(share: float) -> Change:
    """Brighter or darker."""
    return lambda image, _rng: ImageEnhance.Brightness(image).enhance(share)


def blurred(radius: float) -> Change:
    """Out of focus."""
    return lambda image, _rng: image.filter(ImageFilter.GaussianBlur(radius))


def everything(image: Image.Image, rng: random.Random) -> Image.Image:
    """Cut, brightened, stamped and sent through a chat."""
    return jpeg_of(marked(0.15)(lit(1.2)(cropped(0.1)(image, rng), rng), rng), 40)


CHANGES: dict[str, Change] = {
    "re-encode q80": encoded(80),
    "re-encode q40": encoded(40),
    "re-encode q15": encoded(15),
    "scale 50 %": scaled(0.5),
    "scale 25 %": scaled(0.25),
    "crop 5 %": cropped(0.05),
    "crop 10 %": cropped(0.10),
    "crop 15 %": cropped(0.15),
    "crop 25 %": cropped(0.25),
    "crop 35 %": cropped(0.35),
    "watermark 10 %": marked(0.10),
    "watermark 20 %": marked(0.20),
    "watermark 30 %": marked(0.30),
    "rotate 1 deg": turned(1),
    "rotate 3 deg": turned(3),
    "rotate 5 deg": turned(5),
    "brightness +30 %": lit(1.3),
    "brightness -40 %": lit(0.6),
    "blur 2 px": blurred(2),
    "crop, light, mark, q40": everything,
}
