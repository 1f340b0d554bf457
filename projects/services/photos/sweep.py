"""Clearing up: files that never became a photo, and photos whose file is gone."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import structlog
from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage

from projects.models import IdempotencyKey, Photo, Rendition, ScannerRun
from projects.services.photos.accept import original_key

log = structlog.get_logger(__name__)

UNWANTED_AFTER = datetime.timedelta(hours=24)
ANSWERS_KEPT = datetime.timedelta(hours=48)
RUNS_KEPT = datetime.timedelta(days=30)
SAMPLE = 200


@dataclass
class SweepCounts:
    """What a sweep found."""

    files_removed: int = 0
    files_missing: int = 0


def photos_sweep(
    *, now: datetime.datetime, unwanted_after: datetime.timedelta = UNWANTED_AFTER
) -> SweepCounts:
    """Remove files without a row older than a day, and look whether rows have their file.

    A missing file is logged as an error and nothing is changed: an acknowledged photo is never
    forgotten by a program.
    """
    counts = SweepCounts()
    IdempotencyKey.objects.filter(created_at__lt=now - ANSWERS_KEPT).delete()
    ScannerRun.objects.filter(finished_at__lt=now - RUNS_KEPT).delete()
    if isinstance(default_storage._wrapped, FileSystemStorage):  # type: ignore[attr-defined]
        before = (now - unwanted_after).timestamp()
        for path in _unreferenced(Path(settings.MEDIA_ROOT), before):
            path.unlink(missing_ok=True)
            counts.files_removed += 1
    for photo in Photo.objects.order_by("?")[:SAMPLE]:
        if not default_storage.exists(original_key(photo.sha256)):
            log.error("original_missing", photo=photo.pk, sha256=photo.sha256)
            counts.files_missing += 1
    return counts


def _unreferenced(root: Path, before: float) -> Iterator[Path]:
    """Old files that no row names."""
    for path in sorted((root / "incoming").glob("*")):
        if path.stat().st_mtime < before:
            yield path
    for path in (root / "originals").rglob("*"):
        if _old_file(path, before) and not Photo.objects.filter(sha256=path.name[:64]).exists():
            yield path
    for path in (root / "renditions").rglob("*"):
        key = str(path.relative_to(root))
        if _old_file(path, before) and not Rendition.objects.filter(storage_key=key).exists():
            yield path


def _old_file(path: Path, before: float) -> bool:
    return path.is_file() and path.stat().st_mtime < before
