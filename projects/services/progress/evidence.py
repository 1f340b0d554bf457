"""When photos make a claim evidence, and when a milestone counts as reached."""

import datetime

from django.db import transaction
from django.db.models import Count, Max

from projects.models import Activity, Photo, User
from projects.models.words import ActivityState, Move, PhotoState
from projects.selectors.evidence import photos_fit
from projects.selectors.reached import is_reached
from projects.services.progress.entries import activity_lock, activity_store, entry_add


@transaction.atomic
def evidence_refresh(*, milestone: Activity, user: User, now: datetime.datetime) -> bool:
    """Move a claimed milestone with enough photos to evidenced; say whether it moved.

    `user` is who brought the last piece: the photo, the claim, or the milder policy.
    """
    activity_lock(activity=milestone)
    photos_recount(activity=milestone)
    if not milestone.is_milestone or milestone.state != ActivityState.CLAIMED:
        return False
    if photos_fit(milestone) < milestone.photos_required:
        return False
    milestone.state = ActivityState.EVIDENCED
    reached_set(milestone=milestone, now=now)
    activity_store(activity=milestone, names=["state", "reached_at"])
    entry_add(activity=milestone, user=user, move=Move.EVIDENCE, now=now)
    return True


@transaction.atomic
def evidence_withdraw(
    *, milestone: Activity, user: User, reason: str, now: datetime.datetime
) -> bool:
    """Move an evidenced milestone that lost a photo it needs back to claimed; say whether it moved.

    `user` is whose photo it was, or who moved it away; `reason` is kept in the record. What is
    accepted stays accepted: a person looked at it.
    """
    activity_lock(activity=milestone)
    photos_recount(activity=milestone)
    if milestone.state != ActivityState.EVIDENCED:
        return False
    if photos_fit(milestone) >= milestone.photos_required:
        return False
    milestone.state = ActivityState.CLAIMED
    reached_set(milestone=milestone, now=now)
    activity_store(activity=milestone, names=["state", "reached_at"])
    entry_add(activity=milestone, user=user, move=Move.WITHDRAW, now=now, note=reason)
    return True


@transaction.atomic
def reached_refresh(*, milestone: Activity, now: datetime.datetime) -> None:
    """Store whether the milestone is reached after its policy changed."""
    activity_lock(activity=milestone)
    before = milestone.reached_at
    reached_set(milestone=milestone, now=now)
    if milestone.reached_at != before:
        activity_store(activity=milestone, names=["reached_at"])


def reached_set(*, milestone: Activity, now: datetime.datetime) -> None:
    """Fill or clear `reached_at`: reached = the state is at least the one the policy asks for."""
    reached = is_reached(state=milestone.state, policy=milestone.evidence_policy)
    if not reached:
        milestone.reached_at = None
    elif milestone.reached_at is None:
        milestone.reached_at = now


def photos_recount(*, activity: Activity) -> None:
    """Store how many photos of a locked activity were not rejected, and which came last.

    The lock comes first and the count after it, so that two photos at once are both counted.
    """
    photos = Photo.objects.filter(activity=activity).exclude(state=PhotoState.REJECTED)
    found = photos.aggregate(count=Count("pk"), latest=Max("pk"))
    if (found["count"], found["latest"]) == (activity.photo_count, activity.latest_photo_id):
        return
    activity.photo_count, activity.latest_photo_id = found["count"], found["latest"]
    activity.save(update_fields=["photo_count", "latest_photo"])
