"""Flags where a photo shows the same picture as another one. They reject nothing."""

import datetime
import tempfile
from pathlib import Path

import structlog
from django.core.files.storage import default_storage
from django.db import transaction

from projects.errors import RuleBroken
from projects.imaging import PhotoRefused, photo_print_guarded
from projects.imaging.hashes import KEPT, bands_of, view_hashes
from projects.imaging.views import grey_of
from projects.models import Photo, PhotoHash, PhotoMatch, PhotoPrint, Rendition
from projects.models.evidence_words import MatchKind
from projects.models.photo_match import BANDS
from projects.models.words import PhotoState
from projects.services.photos.same import Same, aspect_of, same_pictures
from projects.services.photos.viewpoints import viewpoint_assign
from projects.storage import incoming_folder

log = structlog.get_logger(__name__)

SIZE_SEEN = "320"
SIGNED_FROM = 2**63


def print_store(*, photo: Photo, pixels: bytes) -> None:
    """Keep a photo's print and the hashes that it is found by; it is then to be compared."""
    PhotoPrint.objects.update_or_create(
        photo=photo, defaults={"pixels": pixels, "compared_at": None}
    )
    PhotoHash.objects.filter(photo=photo).delete()
    found = view_hashes(grey_of(pixels), KEPT, aspect=aspect_of(photo))
    PhotoHash.objects.bulk_create(
        PhotoHash(
            photo=photo,
            view=view,
            value=value - 2 * SIGNED_FROM if value >= SIGNED_FROM else value,
            **dict(zip(BANDS, bands_of(value), strict=True)),
        )
        for view, value in found.items()
    )


def photo_compare(*, photo_id: int, now: datetime.datetime) -> int:
    """Look for the same picture among all photos; returns how many flags that made.

    The photo's viewpoint is found by the same print.

    Whatever is found first: of two photos at once the second to commit sees the other. The flag
    stands at the later one.
    """
    seen = PhotoPrint.objects.select_related("photo__project").filter(pk=photo_id).first()
    if seen is None:
        return 0
    same = same_pictures(photo=seen.photo, pixels=bytes(seen.pixels))
    others = Photo.objects.select_related("project").in_bulk([each.photo_id for each in same])
    flags = [
        _flag(seen.photo, others[each.photo_id], each, now)
        for each in same
        if each.photo_id in others and _is_other_use(seen.photo, others[each.photo_id])
    ]
    with transaction.atomic():
        PhotoMatch.objects.bulk_create(flags, ignore_conflicts=True)
        viewpoint_assign(photo_id=photo_id, now=now)
        PhotoPrint.objects.filter(pk=photo_id).update(compared_at=now)
    return len(flags)


def photos_compare(*, now: datetime.datetime, most: int = 200) -> int:
    """Compare photos whose bell was lost, then those that came before prints; returns how many."""
    waiting = PhotoPrint.objects.filter(compared_at__isnull=True).order_by("pk")
    ids = list(waiting.values_list("pk", flat=True)[:most])
    ids += _prints_made(most - len(ids), now)
    for photo_id in ids:
        photo_compare(photo_id=photo_id, now=now)
    return len(ids)


def _prints_made(most: int, now: datetime.datetime) -> list[int]:
    """Make prints of photos that have their sizes and no print; returns whose were made."""
    if most <= 0:
        return []
    bare = Photo.objects.filter(state=PhotoState.READY, print__isnull=True).order_by("pk")[:most]
    return [photo.pk for photo in bare if _print_made(photo, now)]


def _print_made(photo: Photo, now: datetime.datetime) -> bool:
    """Make a print from a size of ours; where there is none, keep that it was looked for."""
    try:
        pixels = _print_of(photo)
    except RuleBroken as full:
        log.warning("print_put_off", photo=photo.pk, code=full.code)
        return False
    except (OSError, PhotoRefused) as error:
        log.warning("print_missing", photo=photo.pk, error=str(error))
        PhotoPrint.objects.create(photo=photo, pixels=b"", compared_at=now)
        return False
    with transaction.atomic():
        print_store(photo=photo, pixels=pixels)
    return True


def _print_of(photo: Photo) -> bytes:
    size = Rendition.objects.filter(photo=photo, name=SIZE_SEEN).first()
    if size is None:
        raise FileNotFoundError(SIZE_SEEN)
    with tempfile.TemporaryDirectory(prefix="print-", dir=incoming_folder()) as folder:
        copy = Path(folder, "size.webp")
        with default_storage.open(size.storage_key) as file:
            copy.write_bytes(file.read())
        return photo_print_guarded(copy, Path(folder))


def _is_other_use(one: Photo, other: Photo) -> bool:
    """Was it offered for another place in the plan, or on another day? A burst is one use."""
    place = [(each.project_id, each.building_id, each.activity_id) for each in (one, other)]
    return place[0] != place[1] or _day(one) != _day(other)


def _day(photo: Photo) -> datetime.date:
    return (photo.taken_at or photo.stored_at).astimezone(photo.project.zone).date()


def _flag(photo: Photo, other: Photo, same: Same, now: datetime.datetime) -> PhotoMatch:
    earlier, later = sorted((photo, other), key=lambda row: row.pk)
    kind = MatchKind.WHOLE if same.is_whole else MatchKind.PART
    if photo.sha256 == other.sha256:
        kind = MatchKind.IDENTICAL
    return PhotoMatch(
        project_id=later.project_id,
        photo=later,
        earlier_project_id=earlier.project_id,
        earlier=earlier,
        kind=kind,
        distance=same.distance,
        score=same.score,
        found_at=now,
    )
