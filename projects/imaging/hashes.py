"""64-bit hashes of a photo's views: what a copy shares with its original after being changed.

The signs of 64 low frequencies (a cosine transform of 32 × 32 samples) against their median:
re-encoding, light, contrast and small marks leave most of them. A crop shows a view of the
original, a turned copy the original's whole seen askew; so parts are kept, and turns are asked.
"""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from projects.imaging.views import WHOLE, Grey, View, sampled

SAMPLES = 32
# grey levels that a view must vary by; less is a wall, a fog or a finger
CONTRAST_LEAST = 4.0
BANDS = 4
BAND_BITS = 16


def _grid(size: float, count: int) -> list[View]:
    """Windows of a size, spread evenly over the picture."""
    ends = np.linspace(size / 2, 1 - size / 2, count)
    return [View(float(x), float(y), size) for y in ends for x in ends]


# what is kept of every photo
KEPT: tuple[View, ...] = (WHOLE, View(0.5, 0.5, 0.85), *_grid(0.85, 2), *_grid(0.7, 3))
# what is asked of a new one: it may be turned, or a part of it may be the view that was kept
TURNS = tuple(View(0.5, 0.5, 0.94 - abs(turn) / 50, turn) for turn in (-4.0, -2.0, 2.0, 4.0))
ASKED: tuple[View, ...] = (WHOLE, *TURNS, *_grid(0.9, 3), *_grid(0.82, 4), *_grid(0.74, 5))


def _cosines() -> NDArray[np.float64]:
    """Rows: cosine waves of 1 to 9 half periods over 32 samples, without the constant one."""
    at = (np.arange(SAMPLES) + 0.5) * np.pi / SAMPLES
    return np.array([np.cos(wave * at) for wave in range(9)])


COSINES = _cosines()


def _frequencies() -> NDArray[np.intp]:
    """The 64 lowest of 9 × 9 frequencies but the constant one, dealt out over the bands in turn."""
    across, down = np.meshgrid(np.arange(9), np.arange(9))
    order = np.lexsort((across.ravel(), (across + down).ravel()))[1:65]
    return np.concatenate([order[band::BANDS] for band in range(BANDS)])


FREQUENCIES = _frequencies()
POWERS = np.uint64(1) << np.arange(64, dtype=np.uint64)


def view_hash(grey: Grey, view: View, *, aspect: float) -> int | None:
    """The hash of one view; None where there is nothing to tell it by."""
    seen = sampled(grey, view, aspect=aspect, edge=SAMPLES)
    if float(seen.std()) < CONTRAST_LEAST:
        return None
    waves = (COSINES @ seen @ COSINES.T).ravel()[FREQUENCIES]
    return int((POWERS * (waves > np.median(waves))).sum())


def view_hashes(grey: Grey, views: Iterable[View], *, aspect: float) -> Mapping[int, int]:
    """The hash of each view that has one, by its number."""
    found = ((at, view_hash(grey, view, aspect=aspect)) for at, view in enumerate(views))
    return {at: value for at, value in found if value is not None}


def bands_of(value: int) -> tuple[int, ...]:
    """The four 16-bit parts of a hash."""
    return tuple(value >> BAND_BITS * band & 0xFFFF for band in range(BANDS))


def neighbours(part: int) -> list[int]:
    """A part and all that differ from it in one bit."""
    return [part, *(part ^ 1 << bit for bit in range(BAND_BITS))]


def distances(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """In how many bits each hash of the one differs from each of the other."""
    apart: NDArray[np.uint8] = np.bitwise_count(one[:, None] ^ other[None, :])
    return apart
