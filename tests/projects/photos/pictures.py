"""Drawn photos, and what people do to a picture before they send it again."""

import io
import random
from functools import cache

from PIL import Image, ImageDraw, ImageEnhance

from projects.demo.drawing import Scene, Weather, picture

SMALL = (800, 600)


def building_scene(seed: int) -> Scene:
    """A building that rises, from some corner, on some day."""
    rng = random.Random(seed)
    storeys = rng.randint(3, 9)
    return Scene(
        seed=seed,
        storeys=storeys,
        floors=rng.randint(1, storeys),
        facade=rng.choice((0.0, 0.3, 1.0)),
        crane=rng.random() < 0.6,
        bays=rng.randint(5, 14),
        weather=rng.choice(list(Weather)),
        side=rng.choice((1, -1)),
        eye_height=rng.uniform(15, 50),
        distance=rng.uniform(55, 120),
    )


@cache
def site_photo(seed: int) -> Image.Image:
    """A site as it might look, each seed another."""
    return picture(building_scene(seed)).resize(SMALL)


def jpeg_of(image: Image.Image, quality: int = 85) -> bytes:
    """The picture as a file."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def marked(image: Image.Image) -> Image.Image:
    """With the plate that camera apps stamp on a picture."""
    image = image.copy()
    pen = ImageDraw.Draw(image, "RGBA")
    pen.rectangle((0, image.height * 0.8, image.width * 0.5, image.height), fill=(20, 30, 40, 190))
    pen.text((12, image.height * 0.85), "2026-11-20 14:10 3# 4F", fill="white", font_size=28)
    return image


def cut(image: Image.Image, share: float = 0.85) -> Image.Image:
    """Without its left and lower margin."""
    width, height = image.size
    return image.crop((int(width * (1 - share)), 0, width, int(height * share)))


def turned(image: Image.Image, degrees: float = 2.5) -> Image.Image:
    """Turned, and without the corners that this leaves empty."""
    whole = image.rotate(degrees, Image.Resampling.BICUBIC)
    width, height = whole.size
    return whole.crop(
        (int(width * 0.05), int(height * 0.05), int(width * 0.95), int(height * 0.95))
    )


def lit(image: Image.Image, share: float = 1.3) -> Image.Image:
    """Brighter or darker."""
    return ImageEnhance.Brightness(image).enhance(share)
