"""A camera and a sheet to draw on: points in metres become pixels."""

import dataclasses
import math
import random
from collections.abc import Sequence

from PIL import Image, ImageDraw

from projects.demo.drawing.scene import HEIGHT, WIDTH, Colour, Point, Scene

# drawn larger and reduced at the end, which smooths every edge
SCALE = 2
NEAR = 1.0
Flat = tuple[float, float]


def _minus(a: Point, b: Point) -> Point:
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def _cross(a: Point, b: Point) -> Point:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def _dot(a: Point, b: Point) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _unit(a: Point) -> Point:
    length = math.sqrt(_dot(a, a))
    return a[0] / length, a[1] / length, a[2] / length


@dataclasses.dataclass(frozen=True)
class Camera:
    """A pinhole camera at `eye` that looks at `aim`; x right, y away, z up."""

    eye: Point
    aim: Point
    focal: float

    def flat(self, point: Point) -> Flat:
        """Pixel of a point; what lies behind the lens is pulled before it."""
        ahead = _unit(_minus(self.aim, self.eye))
        right = _unit(_cross(ahead, (0.0, 0.0, 1.0)))
        up = _cross(right, ahead)
        ray = _minus(point, self.eye)
        deep = max(_dot(ray, ahead), NEAR)
        zoom = self.focal * WIDTH * SCALE / deep
        x = WIDTH * SCALE / 2 + _dot(ray, right) * zoom
        y = HEIGHT * SCALE / 2 - _dot(ray, up) * zoom
        return x, y

    def size(self, point: Point) -> float:
        """Pixels per metre at a point."""
        ahead = _unit(_minus(self.aim, self.eye))
        deep = max(_dot(_minus(point, self.eye), ahead), NEAR)
        return self.focal * WIDTH * SCALE / deep

    @property
    def horizon(self) -> float:
        """Row of pixels in which sky and ground meet."""
        far = (self.eye[0], self.eye[1] + 10_000.0, 0.0)
        return self.flat(far)[1]


class Canvas:
    """The sheet: polygons and lines in metres, lit by the scene's weather."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.chance = random.Random(scene.seed)  # noqa: S311 - a picture, not a secret
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE))
        self.pen = ImageDraw.Draw(self.image, "RGBA")
        self.camera = Camera(
            eye=(-scene.side * scene.width * 0.62, -scene.distance, scene.eye_height),
            aim=(scene.side * scene.width * 0.03, scene.depth * 0.4, 13.0),
            focal=0.86,
        )

    def lit(self, colour: Colour, shade: float = 1.0, alpha: int = 255) -> tuple[int, ...]:
        """A colour under the day's light; `shade` 1 faces the sun."""
        weather = self.scene.weather
        light = weather.light * shade
        warm = (weather.warmth, 1.0, 2 - weather.warmth)
        channels = zip(colour, warm, strict=True)
        return *(min(255, int(value * light * tint)) for value, tint in channels), alpha

    def face(
        self, corners: Sequence[Point], colour: Colour, shade: float = 1.0, alpha: int = 255
    ) -> None:
        """A filled polygon."""
        flat = [self.camera.flat(corner) for corner in corners]
        self.pen.polygon(flat, fill=self.lit(colour, shade, alpha))

    def line(self, ends: tuple[Point, Point], colour: Colour, metres: float) -> None:
        """A bar of a given thickness, at least one pixel wide."""
        start, end = (self.camera.flat(point) for point in ends)
        width = max(1, round(metres * self.camera.size(ends[0])))
        self.pen.line([start, end], fill=self.lit(colour), width=width)

    def box(self, low: Point, high: Point, colour: Colour, shade: float = 1.0) -> None:
        """An upright box: its top, its front and the side that the camera sees."""
        (x0, y0, z0), (x1, y1, z1) = low, high
        x = x0 if self.camera.eye[0] < (x0 + x1) / 2 else x1
        near_side = [(x, y0, z0), (x, y1, z0), (x, y1, z1), (x, y0, z1)]
        self.face(near_side, colour, shade * 0.72)
        front = [(x0, y0, z0), (x1, y0, z0), (x1, y0, z1), (x0, y0, z1)]
        self.face(front, colour, shade * 0.9)
        if self.camera.eye[2] > z1:
            top = [(x0, y0, z1), (x1, y0, z1), (x1, y1, z1), (x0, y1, z1)]
            self.face(top, colour, shade * 1.08)
