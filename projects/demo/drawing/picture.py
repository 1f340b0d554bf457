"""A scene becomes pixels, back to front."""

import functools

from PIL import Image, ImageChops, ImageDraw

from projects.demo.drawing.board import board, sample
from projects.demo.drawing.canvas import SCALE, Canvas
from projects.demo.drawing.crane import crane
from projects.demo.drawing.ground import foreground, ground, shadow
from projects.demo.drawing.scene import Scene, Weather
from projects.demo.drawing.sky import sky
from projects.demo.drawing.structure import building

GRAIN = 3.2


def picture(scene: Scene) -> Image.Image:
    """Draw a scene, 1600 by 1200, upright."""
    canvas = Canvas(scene)
    sky(canvas)
    ground(canvas)
    shadow(canvas)
    if scene.crane:
        crane(canvas)
    building(canvas)
    foreground(canvas)
    image = canvas.image.reduce(SCALE)
    if scene.weather is Weather.SNOW:
        image = _snowfall(image, canvas)
    image = _grain(image)
    board(image, scene.lines, scene.side)
    sample(image)
    return image


def _grain(image: Image.Image) -> Image.Image:
    """The noise of a phone's sensor; without it a drawing looks like a drawing."""
    return ImageChops.add(image, _noise(image.size), 1, -128)


@functools.cache
def _noise(size: tuple[int, int]) -> Image.Image:
    """Made once: it costs a fifth of a picture, and nobody sees that two have the same."""
    return Image.effect_noise(size, GRAIN).convert("RGB")


def _snowfall(image: Image.Image, canvas: Canvas) -> Image.Image:
    pen = ImageDraw.Draw(image, "RGBA")
    for _ in range(900):
        x, y = canvas.chance.uniform(0, image.width), canvas.chance.uniform(0, image.height)
        size = canvas.chance.choice((1, 1, 2, 2, 3))
        pen.ellipse((x, y, x + size, y + size), fill=(255, 255, 255, 190))
    return image
