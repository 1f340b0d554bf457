"""Finding photos that show the same picture: by indexed parts of hashes, then by likeness."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projects.imaging import hashes
from projects.imaging.hashes import ASKED, KEPT
from projects.imaging.likeness import likeness
from projects.imaging.views import Grey, grey_of
from projects.models import Photo, PhotoHash, PhotoPrint
from projects.models.photo_match import BANDS

# of 64 bits; beyond that, strangers are as near
DISTANCE_MOST = 14
# from here on it is the same picture: bench/reuse tells what that misses and what it takes in
SCORE_LEAST = 0.92
# rows of one part, and photos looked at closely: a bound for pictures that many are like
ROWS_MOST = 40_000
CLOSELY_MOST = 12
PAIRS_MOST = 2
# of the one's width that the other shows: below it is a part, a turn alone costs a tenth
WHOLE_SHARE = 0.88


class Pair(NamedTuple):
    """Two near views: bits of difference, numbers in ASKED and in KEPT."""

    distance: int
    asked: int
    kept: int


@dataclass(frozen=True)
class Same:
    """Another photo that shows the same picture."""

    photo_id: int
    distance: int
    score: float
    is_whole: bool


def same_pictures(*, photo: Photo, pixels: bytes) -> list[Same]:
    """The photos, of whatever project, that show the same picture as this one."""
    near = near_photos(pixels=pixels, aspect=aspect_of(photo), but=photo.pk)
    nearest = sorted(near, key=lambda pk: near[pk][0])[:CLOSELY_MOST]
    prints = PhotoPrint.objects.filter(pk__in=nearest).select_related("photo")
    grey = grey_of(pixels)
    found = (_compared(photo, grey, other, near[other.pk]) for other in prints)
    return [same for same in found if same is not None]


def near_photos(
    *, pixels: bytes, aspect: float, but: int | None = None
) -> Mapping[int, list[Pair]]:
    """The photos with a view near one of the asked views, each with its nearest pairs."""
    asked = hashes.view_hashes(grey_of(pixels), ASKED, aspect=aspect)
    if not asked:
        return {}
    values = np.array(list(asked.values()), dtype=np.uint64)
    numbers = list(asked)
    near: dict[int, list[Pair]] = defaultdict(list)
    for rows in _sharing(list(asked.values())):
        kept = rows[:, 2].view(np.uint64)
        apart = hashes.distances(values, kept)
        for at, row in np.argwhere(apart <= DISTANCE_MOST):
            photo_id, view = int(rows[row, 0]), int(rows[row, 1])
            if photo_id != but:
                near[photo_id].append(Pair(int(apart[at, row]), numbers[at], view))
    return {pk: sorted(set(pairs)) for pk, pairs in near.items()}


def aspect_of(photo: Photo) -> float:
    """Width by height as seen upright."""
    return photo.width / max(photo.height, 1)


def _sharing(values: list[int]) -> Iterator[NDArray[np.int64]]:
    """Rows (photo, view, hash) that share a part with one of the hashes but for one bit."""
    for number, band in enumerate(BANDS):
        parts = {
            part for value in values for part in hashes.neighbours(hashes.bands_of(value)[number])
        }
        rows = PhotoHash.objects.filter(**{f"{band}__in": sorted(parts)})
        found = list(rows.values_list("photo_id", "view", "value")[:ROWS_MOST])
        if found:
            yield np.array(found, dtype=np.int64)


def _compared(photo: Photo, grey: Grey, other: PhotoPrint, pairs: list[Pair]) -> Same | None:
    """Lay the two on one another at their nearest views; None where they are not the same."""
    for pair in pairs[:PAIRS_MOST]:
        seen, view = ASKED[pair.asked], KEPT[pair.kept]
        found = likeness(
            grey,
            grey_of(bytes(other.pixels)),
            seen=seen,
            view=view,
            aspect_one=aspect_of(photo),
            aspect_other=aspect_of(other.photo),
        )
        if found.score >= SCORE_LEAST:
            shares = found.view.size / seen.size, seen.size / found.view.size
            is_whole = min(shares) >= WHOLE_SHARE
            return Same(other.pk, pair.distance, round(found.score, 4), is_whole)
    return None
