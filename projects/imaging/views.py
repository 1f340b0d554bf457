"""Looking at a part of a print: a window of it, turned a little, sampled anew."""

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projects.imaging.prints import EDGE

Grid = NDArray[np.float32]
Grey = Grid


class View(NamedTuple):
    """A window by its middle and its size as shares of the picture, turned by degrees."""

    x: float = 0.5
    y: float = 0.5
    size: float = 1.0
    turn: float = 0.0


WHOLE = View()


def grey_of(pixels: bytes) -> Grey:
    """A print's bytes as numbers; ValueError unless it is one."""
    return np.frombuffer(pixels, dtype=np.uint8).astype(np.float32).reshape(EDGE, EDGE)


def sampled(grey: Grey, view: View, *, aspect: float, edge: int) -> Grid:
    """The view at `edge` × `edge`; `aspect` is width / height of the picture, for turns.

    What lies beyond the picture repeats its margin.
    """
    across, down = _places(view, round(aspect, 2), edge)
    column, row = across.astype(np.int32), down.astype(np.int32)
    right, below = across - column, down - row
    flat = grey.ravel()
    corner = row * EDGE + column
    upper = flat[corner] * (1 - right) + flat[corner + 1] * right
    lower = flat[corner + EDGE] * (1 - right) + flat[corner + EDGE + 1] * right
    seen: Grid = upper * (1 - below) + lower * below
    return seen


@lru_cache(maxsize=256)
def _places(view: View, aspect: float, edge: int) -> tuple[Grid, Grid]:
    """Column and row in the print of each sample, within its margins."""
    steps = (np.arange(edge, dtype=np.float32) + 0.5) / edge - 0.5
    across, down = np.meshgrid(steps * view.size, steps * view.size)
    angle = math.radians(view.turn)
    sine, cosine = math.sin(angle), math.cos(angle)
    # turned as it lies in the picture, whose sides are not equal
    x = view.x + cosine * across - sine * down / aspect
    y = view.y + sine * across * aspect + cosine * down
    most = np.float32(EDGE - 1.001)
    return (
        np.clip(x * EDGE - 0.5, 0, most).astype(np.float32),
        np.clip(y * EDGE - 0.5, 0, most).astype(np.float32),
    )
