"""Flags of photos that show the same picture, as far as a person may see both uses."""

from typing import cast

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from projects.models import Photo, PhotoMatch, User
from projects.selectors.access import rows_of


def matches_seen(user: User | AnonymousUser) -> QuerySet[PhotoMatch]:
    """The flags both of whose photos lie in the user's projects; others do not exist for him."""
    rows = PhotoMatch.objects.select_related("photo__uploaded_by", "earlier__uploaded_by")
    rows = rows.select_related("settled_by")
    return rows_of(rows_of(rows, user=user, path="project"), user=user, path="earlier_project")


def with_flagged(photos: QuerySet[Photo], *, user: User) -> QuerySet[Photo]:
    """Put on each photo whether an open flag stands at it that the user may see."""
    open_ones = matches_seen(user).select_related(None).filter(settled_at__isnull=True)
    later = open_ones.filter(photo_id=OuterRef("pk"))
    earlier = open_ones.filter(earlier_id=OuterRef("pk"))
    marked = photos.annotate(flagged=Q(Exists(later)) | Q(Exists(earlier)))
    return cast("QuerySet[Photo]", marked)
