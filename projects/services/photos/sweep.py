"""Clearing up: files that never became a photo, and photos whose file is gone or changed."""

import contextlib
import datetime
import hashlib
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import structlog
from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage, storages

from projects.models import IdempotencyKey, Photo, Rendition, ScannerRun
from projects.services.photos.accept import original_key

log = structlog.get_logger(__name__)

UNWANTED_AFTER = datetime.timedelta(hours=24)
ANSWERS_KEPT = datetime.timedelta(hours=48)
RUNS_KEPT = datetime.timedelta(days=30)
# one photo in a hundred is read whole, at least and at most so many
SAMPLE_PART, SAMPLE_LEAST, SAMPLE_MOST = 100, 20, 100
AT_ONCE = 500
ASIDE = ".swept"
NamedBy = Callable[[list[Path]], set[Path]]


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
    IdempotencyKey.objects.filter(created_at__lt=now - ANSWERS_KEPT).delete()
    ScannerRun.objects.filter(finished_at__lt=now - RUNS_KEPT).delete()
    removed = 0
    # the lazy default_storage does not say what it is before its first use
    if isinstance(storages["default"], FileSystemStorage):
        root, before = Path(settings.MEDIA_ROOT), (now - unwanted_after).timestamp()
        removed = _incoming_clear(root / "incoming", before)
        removed += _orphans_remove(root / "originals", before, _originals_named)
        removed += _orphans_remove(root / "renditions", before, _renditions_named)
    return SweepCounts(files_removed=removed, files_missing=sum(map(_is_broken, _sample())))


def _incoming_clear(folder: Path, before: float) -> int:
    removed = 0
    for path in sorted(folder.glob("*")):
        if not _is_old(path, before):
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
        removed += 1
    return removed


def _orphans_remove(folder: Path, before: float, named: NamedBy) -> int:
    """Remove old files that no row names."""
    removed = 0
    for paths in _batches(folder, before):
        for path in sorted(set(paths) - named(paths)):
            removed += _removed(path, named)
    return removed


def _removed(path: Path, named: NamedBy) -> bool:
    """Put the file aside and look again: an upload of the same bytes may have come just now."""
    aside = path.with_name(path.name + ASIDE)
    path.rename(aside)
    if named([path]):
        aside.rename(path)
        return False
    aside.unlink()
    return True


def _batches(folder: Path, before: float) -> Iterator[list[Path]]:
    batch: list[Path] = []
    for path in folder.rglob("*"):
        if path.is_file() and _is_old(path, before):
            batch.append(path)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    yield batch


def _originals_named(paths: list[Path]) -> set[Path]:
    wanted = {path.name for path in paths}
    found = set(Photo.objects.filter(sha256__in=wanted).values_list("sha256", flat=True))
    return {path for path in paths if path.name in found}


def _renditions_named(paths: list[Path]) -> set[Path]:
    keys = {str(path.relative_to(settings.MEDIA_ROOT)): path for path in paths}
    rows = Rendition.objects.filter(storage_key__in=keys).values_list("storage_key", flat=True)
    return {keys[key] for key in rows}


def _is_old(path: Path, before: float) -> bool:
    try:
        return path.stat().st_mtime < before
    except FileNotFoundError:
        # it was in flight and has arrived
        return False


def _sample() -> list[Photo]:
    ids = list(Photo.objects.values_list("pk", flat=True))
    size = min(max(len(ids) // SAMPLE_PART, SAMPLE_LEAST), SAMPLE_MOST, len(ids))
    return list(Photo.objects.filter(pk__in=secrets.SystemRandom().sample(ids, size)))


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
