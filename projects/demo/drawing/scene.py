"""What a drawn photo shows: values only."""

import dataclasses
import enum

Colour = tuple[int, int, int]
Point = tuple[float, float, float]

WIDTH = 1600
HEIGHT = 1200


class Weather(enum.Enum):
    """Sky and light of a day: top and horizon of the sky, how bright, how yellow the light is."""

    CLEAR = ((70, 128, 196), (206, 226, 240), 1.0, 1.04)
    CLOUDY = ((104, 148, 196), (216, 225, 231), 0.94, 1.0)
    OVERCAST = ((146, 156, 166), (208, 211, 213), 0.82, 0.98)
    EVENING = ((82, 108, 158), (248, 206, 160), 0.92, 1.09)
    SNOW = ((168, 178, 188), (222, 226, 230), 0.86, 0.95)

    def __init__(self, zenith: Colour, horizon: Colour, light: float, warmth: float) -> None:
        self.zenith = zenith
        self.horizon = horizon
        self.light = light
        self.warmth = warmth


@dataclasses.dataclass(frozen=True, kw_only=True)
class Scene:
    """One photo: lengths in metres, shares from 0 to 1.

    `floors` of `storeys` have their slab; `facade` is the share of the outer wall that is hung;
    `seed` makes the same scene the same picture. `lines` stand on the date board.
    """

    seed: int
    storeys: int = 5
    floors: int = 0
    facade: float = 0.0
    crane: bool = True
    delivered: bool = False
    bays: int = 9
    depth_bays: int = 4
    storey_height: float = 5.4
    weather: Weather = Weather.CLEAR
    side: int = 1
    eye_height: float = 30.0
    distance: float = 74.0
    lines: tuple[str, ...] = ()

    @property
    def width(self) -> float:
        """Length of the front in metres."""
        return self.bays * 8.0

    @property
    def depth(self) -> float:
        """Depth of the building in metres."""
        return self.depth_bays * 8.0

    @property
    def height(self) -> float:
        """Height of what stands, in metres."""
        return self.floors * self.storey_height
