"""Clearing up: files that never became a photo, and photos whose file is gone or changed."""

import contextlib
import datetime
import hashlib
import itertools
import secrets
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import structlog
from django.conf import settings
from django.core.files.storage import default_storage

from projects.models import IdempotencyKey, Photo, Rendition, ScannerRun, SummaryDelivery
from projects.services.photos.original import original_key
from projects.storage import is_older

log = structlog.get_logger(__name__)

UNWANTED_AFTER = datetime.timedelta(hours=24)
RUNS_KEPT = datetime.timedelta(days=30)
SUMMARIES_KEPT = datetime.timedelta(days=90)
# one photo in a hundred is read whole, at least and at most so many
SAMPLE_PART, SAMPLE_LEAST, SAMPLE_MOST = 100, 20, 100
AT_ONCE = 500
ASIDE = ".swept"
NamedBy = Callable[[Iterable[str]], set[str]]


@dataclass
class SweepCounts:
    """What a sweep found."""

    files_removed: int = 0
    files_missing: int = 0


def photos_sweep(
    *, now: datetime.datetime, unwanted_after: datetime.timedelta = UNWANTED_AFTER
) -> SweepCounts:
    """Remove files without a row older than a day, and look whether rows have their file.

    A missing or changed file is logged as an error and nothing is altered: an acknowledged photo
    is never forgotten by a program.
    """
    IdempotencyKey.objects.filter(created_at__lt=now - IdempotencyKey.KEPT_FOR).delete()
    ScannerRun.objects.filter(finished_at__lt=now - RUNS_KEPT).delete()
    SummaryDelivery.objects.filter(created_at__lt=now - SUMMARIES_KEPT).delete()
    before = now - unwanted_after
    removed = _incoming_clear(Path(settings.FILE_UPLOAD_TEMP_DIR), before.timestamp())
    removed += _orphans_remove("originals", before, _originals_named)
    removed += _orphans_remove("renditions", before, _renditions_named)
    sample = _sample()
    missing = sum(map(_is_broken, sample)) + _sizes_missing(sample)
    return SweepCounts(files_removed=removed, files_missing=missing)


def _incoming_clear(folder: Path, before: float) -> int:
    """Remove what uploads and renderings in flight left behind; it lies here with either store."""
    removed = 0
    for path in sorted(folder.glob("*")):
        if not is_older(path, before):
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
        removed += 1
    return removed


def _orphans_remove(prefix: str, before: datetime.datetime, named: NamedBy) -> int:
    """Remove old files that no row names."""
    removed = 0
    keys = default_storage.keys_before(prefix, before)  # type: ignore[attr-defined] # both have it
    while batch := list(itertools.islice(keys, AT_ONCE)):
        # one that an interrupted sweep put aside is looked at again
        for key in sorted(set(batch) - named(batch)):
            removed += _removed(key, named)
    return removed


def _removed(key: str, named: NamedBy) -> bool:
    """Put the file aside and look again: an upload of the same bytes may have come just now.

    Who finds a file before it is put aside has his row by then, and who looks later stores it.
    """
    address = key.removesuffix(ASIDE)
    aside = address + ASIDE
    if key != aside:
        default_storage.move(key, aside)  # type: ignore[attr-defined] # both have it
    wanted = bool(named([address]))
    if wanted and not default_storage.exists(address):
        default_storage.move(aside, address)  # type: ignore[attr-defined] # both have it
    else:
        default_storage.delete(aside)
    return not wanted


def _originals_named(keys: Iterable[str]) -> set[str]:
    by_hash = {key.rsplit("/", 1)[-1]: key for key in keys}
    rows = Photo.objects.filter(sha256__in=by_hash).values_list("sha256", flat=True)
    return {by_hash[sha256] for sha256 in rows}


def _renditions_named(keys: Iterable[str]) -> set[str]:
    rows = Rendition.objects.filter(storage_key__in=list(keys))
    return set(rows.values_list("storage_key", flat=True))


def _sample() -> list[Photo]:
    ids = list(Photo.objects.values_list("pk", flat=True))
    size = min(max(len(ids) // SAMPLE_PART, SAMPLE_LEAST), SAMPLE_MOST, len(ids))
    return list(Photo.objects.filter(pk__in=secrets.SystemRandom().sample(ids, size)))


def _sizes_missing(photos: list[Photo]) -> int:
    rows = Rendition.objects.filter(photo__in=photos)
    missing = [row for row in rows if not default_storage.exists(row.storage_key)]
    for row in missing:
        log.error("rendition_missing", photo=row.photo_id, name=row.name)
    return len(missing)


def _is_broken(photo: Photo) -> bool:
    """Read the original whole; say in the log when it is gone or not what was acknowledged."""
    found = ""
    key = original_key(photo.sha256)
    with contextlib.suppress(FileNotFoundError), default_storage.open(key) as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found == photo.sha256:
        return False
    log.error("original_changed" if found else "original_missing", photo=photo.pk, sha256=found)
    return True
