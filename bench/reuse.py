"""Find re-used pictures among 1,000,000 stored hashes: precision, recall, time per photo.

`python3 dev.py bench reuse [--smoke]`. PostgreSQL only. Pictures are drawn (buildings, pits, mats,
corridors, yards) and, where they lie beside the project, real photos. Each is stored as the
worker stores it, then offered again after every change in `_scenes.CHANGES`; found means found
at the service's own threshold. Strangers are pictures that were never stored: whatever is found
for them, or beside the right one, is a false flag. The table is filled up with the hashes and
prints of other photos: real ones with bits flipped, so that crowded parts stay crowded.
"Another day" draws the same view anew with other light and clutter: no copy, and told apart only
in part, which is why a planner may settle a flag. `limit_ms` is what a photo may cost: its
rendering costs as much.
"""

import argparse
import os
import random
import statistics
import time
import uuid
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from django.utils import timezone
from PIL import Image

from bench import _scenes as scenes
from bench._milestones import prepare
from tests.projects.photos.pictures import building_scene

if TYPE_CHECKING:
    from projects.models import Photo

LIMIT_MS = 500
FULL, SMOKE = (20, 36, 1_000_000), (2, 4, 20_000)
FLIPPED = 0.25


@dataclass
class Tally:
    """What was found at one change."""

    found: int = 0
    asked: int = 0
    false: int = 0
    millis: list[float] = field(default_factory=list)


def main() -> None:
    """Store, fill, ask, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--smoke", action="store_true", help="few pictures and hashes")
    given = parser.parse_args()
    buildings, grounds, hashes = SMOKE if given.smoke else FULL
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
    prepare(os.environ["DATABASE_URL"])
    pictures = list(scenes.real_photos())[: 2 if given.smoke else None]
    pictures += [scenes.building(building_scene(seed)) for seed in range(buildings)]
    pictures += [scenes.ground_scene(seed) for seed in range(grounds)]
    stored = [photo_stored(picture) for picture in pictures]
    total = fill(hashes)
    tallies = {name: Tally() for name in scenes.CHANGES}
    rng = random.Random(7)
    for photo, picture in zip(stored, pictures, strict=True):
        for name, change in scenes.CHANGES.items():
            ask(tallies[name], change(picture, rng), photo.pk)
    strangers, again = Tally(), Tally()
    for seed in range(buildings):
        ask(strangers, scenes.building(building_scene(10_000 + seed)), None)
        scene = building_scene(seed)
        ask(again, scenes.building(replace(scene, seed=seed + 77_777)), None)
    for seed in range(grounds):
        ask(strangers, scenes.ground_scene(10_000 + seed), None)
    report(tallies, strangers, again, pictures=len(pictures), total=total)


def photo_stored(picture: Image.Image) -> "Photo":
    """A photo's row with the print and hashes that rendering leaves."""
    from projects.imaging.prints import print_of  # noqa: PLC0415 - after set-up
    from projects.models import Photo, Project, User  # noqa: PLC0415 - after set-up
    from projects.services.photos.reuse import print_store  # noqa: PLC0415 - after set-up

    project, _made = Project.objects.get_or_create(code="P", name="项目")
    user, _made = User.objects.get_or_create(username="site")
    photo = Photo.objects.create(
        project=project,
        uploaded_by=user,
        client_upload_id=uuid.uuid4(),
        sha256=uuid.uuid4().hex * 2,
        size_bytes=1,
        mime_type="image/jpeg",
        width=picture.width,
        height=picture.height,
        stored_at=timezone.now(),
    )
    print_store(photo=photo, pixels=print_of(picture))
    return photo


def fill(hashes: int) -> int:
    """Copy rows of other photos in until there are so many hashes; returns how many there are."""
    from django.db import connection  # noqa: PLC0415 - after set-up

    from projects.imaging.hashes import KEPT  # noqa: PLC0415 - after set-up
    from projects.models import Photo, PhotoHash, PhotoPrint  # noqa: PLC0415 - after set-up

    known = np.array(PhotoHash.objects.values_list("value", flat=True)).view(np.uint64)
    prints = [np.frombuffer(bytes(row.pixels), np.uint8) for row in PhotoPrint.objects.all()]
    pattern = Photo.objects.earliest("pk")
    count = max(0, hashes - len(known)) // len(KEPT)
    rng = np.random.default_rng(1)
    first, last = _photos_like(pattern, count)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        with cursor.copy(HASHES) as copy:
            for photo_id in range(first, last + 1):
                for view, value in enumerate(_values(rng, known, len(KEPT))):
                    copy.write_row((photo_id, view, value, *_bands(value)))
        with cursor.copy(PRINTS) as copy:
            for photo_id in range(first, last + 1):
                shown = np.roll(prints[photo_id % len(prints)][::-1], int(rng.integers(4096)))
                copy.write_row((photo_id, shown.tobytes()))
        cursor.execute("VACUUM ANALYZE")
    return PhotoHash.objects.count()


HASHES = "COPY projects_photohash (photo_id, view, value, band0, band1, band2, band3) FROM STDIN"
PRINTS = "COPY projects_photoprint (photo_id, pixels) FROM STDIN"


def _photos_like(pattern: "Photo", count: int) -> tuple[int, int]:
    """Make so many rows like one; returns the first id and the last."""
    from projects.models import Photo  # noqa: PLC0415 - after set-up

    rows = (
        Photo(
            project_id=pattern.project_id,
            uploaded_by_id=pattern.uploaded_by_id,
            client_upload_id=uuid.uuid4(),
            sha256=uuid.uuid4().hex * 2,
            size_bytes=1,
            mime_type=pattern.mime_type,
            width=pattern.width,
            height=pattern.height,
            stored_at=pattern.stored_at,
        )
        for _ in range(count)
    )
    made = Photo.objects.bulk_create(rows, batch_size=2000)
    return made[0].pk, made[-1].pk


def _values(rng: np.random.Generator, known: "np.ndarray", count: int) -> list[int]:
    """Hashes like the known ones, a quarter of their bits flipped."""
    flips = (rng.random((count, 64)) < FLIPPED).astype(np.uint64)
    masks = (flips << np.arange(64, dtype=np.uint64)).sum(axis=1, dtype=np.uint64)
    values = rng.choice(known, count) ^ masks
    return [int(value) for value in values.view(np.int64)]


def _bands(value: int) -> tuple[int, ...]:
    return tuple(value >> 16 * band & 0xFFFF for band in range(4))


def ask(tally: Tally, picture: Image.Image, source: int | None) -> None:
    """Look for the picture as the worker does after rendering, and count what was found."""
    from projects.imaging.prints import print_of  # noqa: PLC0415 - after set-up
    from projects.models import Photo  # noqa: PLC0415 - after set-up
    from projects.services.photos.same import same_pictures  # noqa: PLC0415 - after set-up

    pixels = print_of(picture)
    began = time.perf_counter()
    asked = Photo(pk=0, width=picture.width, height=picture.height)
    found = {same.photo_id for same in same_pictures(photo=asked, pixels=pixels)}
    tally.millis.append((time.perf_counter() - began) * 1000)
    tally.asked += 1
    tally.found += source in found
    tally.false += len(found - {source})


def report(
    tallies: dict[str, Tally], strangers: Tally, again: Tally, *, pictures: int, total: int
) -> None:
    """Print the table and the figure."""
    print(f"{pictures} pictures, {total:,} stored hashes, limit {LIMIT_MS} ms a photo")
    print(f"{'change':<24}{'recall':>8}{'false':>7}{'ms':>8}")
    for name, tally in tallies.items():
        share = tally.found / tally.asked
        print(f"{name:<24}{share:>8.3f}{tally.false:>7}{statistics.median(tally.millis):>8.1f}")
    print(f"strangers: {strangers.false} false flags at {strangers.asked} pictures")
    print(f"the same view drawn for another day: {again.false} flags at {again.asked} pictures")
    found = sum(tally.found for tally in tallies.values())
    asked = sum(tally.asked for tally in tallies.values())
    false = strangers.false + sum(tally.false for tally in tallies.values())
    millis = sorted(each for tally in tallies.values() for each in tally.millis)
    p95 = millis[int(len(millis) * 0.95)]
    print(f"median {statistics.median(millis):.1f} ms, p95 {p95:.1f} ms")
    print(
        f"figure: precision={found / max(found + false, 1):.4f} recall={found / asked:.4f} "
        f"ms_per_photo_1m={statistics.median(millis):.1f} limit_ms={LIMIT_MS}"
    )


if __name__ == "__main__":
    main()
