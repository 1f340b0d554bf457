"""Changing what people say of a photo: its caption and its place in the plan."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from projects.models import Activity, Photo, PhotoPrint, User
from projects.services.photos.grade import GRADED, grade_set
from projects.services.progress import evidence_refresh, evidence_withdraw
from projects.services.rows import row_set, row_store, same_project_check


@transaction.atomic
def photo_update(
    *, photo: Photo, data: Mapping[str, Any], user: User, now: datetime.datetime
) -> Photo:
    """Change caption, drawing, building or activity; both milestones' evidence follows at once.

    The building follows the activity unless it is named too, and the grade is measured against
    it anew. The bytes never change.
    """
    left, standing = photo.activity, photo.building_id
    changes = {**_building_of(data.get("activity")), **data}
    row_set(row=photo, data=changes)
    for name in ("building", "activity"):
        related = getattr(photo, name)
        same_project_check(project_id=photo.project_id, pointer=f"/{name}", related=related)
    moved = photo.building_id != standing
    if moved:
        grade_set(photo=photo)
        photo.grade_due = True
        photo.viewpoint = None
    graded = (*GRADED, "grade_due", "viewpoint") if moved else ()
    row_store(row=photo, names=[*changes, *graded], pointer="")
    if moved:
        # it is another building's view now
        PhotoPrint.objects.filter(photo=photo).update(compared_at=None)
    if photo.activity != left:
        _evidence_move(photo=photo, left=left, user=user, now=now)
    return photo


def _building_of(activity: Activity | None) -> dict[str, Any]:
    return {"building": activity.building} if activity and activity.building_id else {}


def _evidence_move(
    *, photo: Photo, left: Activity | None, user: User, now: datetime.datetime
) -> None:
    # in one order for everybody, so that two opposite moves do not wait for one another
    for milestone in sorted(filter(None, (left, photo.activity)), key=lambda row: row.pk):
        if milestone == left:
            reason = _("Photo %(photo)s was moved away.") % {"photo": photo.pk}
            evidence_withdraw(milestone=milestone, user=user, reason=reason, now=now)
        else:
            evidence_refresh(milestone=milestone, user=user, now=now)
