"""Giving photos their evidence grade: at the upload, and again when what it depends on changes."""

import dataclasses
import datetime
import tempfile
from pathlib import Path

import structlog
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.grades import PhotoEvidence, PhotoGrade, Position, photo_judge
from projects.imaging import PhotoRefused, photo_inspect
from projects.models import Activity, Photo
from projects.models.words import MILESTONE_KINDS
from projects.services.photos.original import original_local
from projects.services.progress import evidence_refresh, evidence_withdraw
from projects.storage import incoming_folder

log = structlog.get_logger(__name__)

AT_ONCE = 100
READ_WITH = ("project", "building", "uploaded_by")
# what a look at the file fills where a photo came before its grade did
SEEN = ("direction_deg", "position_accuracy_m", "editor", "metadata_stripped")
GRADED = ("grade", "grade_reasons", "site_place", "site_distance_m")


def grade_set(*, photo: Photo) -> None:
    """Judge a photo by its columns, its project's boundary and its building's footprint.

    It stays due: only who holds its row knows that no boundary is being changed meanwhile.
    """
    judged = photo_judge(_evidence_of(photo))
    photo.grade, photo.site_place = judged.grade, judged.place
    photo.site_distance_m = judged.distance_m
    photo.grade_reasons = _stored(judged)


def grades_due_mark(*, photos: QuerySet[Photo]) -> None:
    """Have photos graded again: a boundary, a footprint or their building has changed."""
    photos.update(grade_due=True)


def photos_grade(*, now: datetime.datetime, most: int = 1000) -> int:
    """Grade photos whose grade is due, a hundred at a time; returns how many were.

    Of a photo that came before grades did, the file is looked at first.
    """
    try:
        volume = incoming_folder()
    except RuleBroken as full:
        log.warning("grades_put_off", code=full.code)
        return 0
    count = 0
    while count < most and (done := _batch_grade(min(AT_ONCE, most - count), volume, now)):
        count += done
    return count


@transaction.atomic
def _batch_grade(most: int, volume: Path, now: datetime.datetime) -> int:
    """Hold the photos before their boundary is read: who changes it meanwhile marks them anew."""
    due = Photo.objects.filter(grade_due=True).order_by("id")
    # no key: activities name their latest photo meanwhile
    held = due.select_for_update(skip_locked=True, no_key=True).values_list("pk", flat=True)
    ids = list(held[:most])
    photos = list(Photo.objects.filter(pk__in=ids).select_related(*READ_WITH))
    for photo in photos:
        if photo.metadata_stripped is None:
            _file_look(photo, volume, now)
        grade_set(photo=photo)
        photo.grade_due = False
    Photo.objects.bulk_update(photos, [*SEEN, *GRADED, "grade_due"])
    _evidence_follow(photos, now)
    return len(photos)


def _evidence_follow(photos: list[Photo], now: datetime.datetime) -> None:
    """Let milestones that ask for a grade or a place gain or lose what their photos now show."""
    asking = Activity.objects.filter(photos__in=photos, kind__in=MILESTONE_KINDS)
    asking = asking.exclude(photos_grade_least="", photos_within="")
    shown_by = {photo.activity_id: photo.uploaded_by for photo in photos}
    for milestone in asking.distinct().order_by("pk"):
        user = shown_by[milestone.pk]
        reason = _("The grades of its photos have changed.")
        if not evidence_withdraw(milestone=milestone, user=user, reason=reason, now=now):
            evidence_refresh(milestone=milestone, user=user, now=now)


def _file_look(photo: Photo, volume: Path, now: datetime.datetime) -> None:
    """Read what the file's header says; of one that cannot be read nothing more is known."""
    photo.metadata_stripped = False
    try:
        with tempfile.TemporaryDirectory(prefix="grade-", dir=volume) as folder:
            path = original_local(photo, Path(folder))
            facts = photo_inspect(path, site_zone=photo.project.zone, received_at=now)
    except (PhotoRefused, OSError) as error:
        log.warning("grade_without_file", photo=photo.pk, error=str(error))
        return
    photo.metadata_stripped = facts.metadata_stripped
    photo.direction_deg, photo.editor = facts.direction_deg, facts.editor
    photo.position_accuracy_m = facts.gps_accuracy_m


def _evidence_of(photo: Photo) -> PhotoEvidence:
    return PhotoEvidence(
        stored_at=photo.stored_at,
        taken_at=photo.taken_at,
        taken_at_source=photo.taken_at_source,
        device_taken_at=photo.device_taken_at,
        clock_ahead_s=photo.clock_ahead_s,
        position=Position.of(photo.latitude, photo.longitude, photo.position_accuracy_m),
        device_position=Position.of(
            photo.device_latitude, photo.device_longitude, photo.device_accuracy_m
        ),
        original_name=photo.original_name,
        metadata_stripped=bool(photo.metadata_stripped),
        editor=photo.editor,
        site_boundary=photo.project.site_boundary,
        footprint=photo.building.footprint if photo.building else None,
    )


def _stored(judged: PhotoGrade) -> list[dict[str, object]]:
    return [
        {**dataclasses.asdict(reason), "code": str(reason.code), "weight": str(reason.weight)}
        for reason in judged.reasons
    ]
