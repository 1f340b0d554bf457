"""Viewpoints with how many photos they have, from when to when, and the first and last of them."""

from django.db.models import Count, F, Max, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from projects.models import Photo, Viewpoint
from projects.models.words import PhotoState


def viewpoints_listed() -> QuerySet[Viewpoint]:
    """Those that photos can be shown of, each with everything a row shows, in one query."""
    ready = Photo.objects.filter(viewpoint=OuterRef("pk"), state=PhotoState.READY)
    shown_at = Coalesce(F("photos__taken_at"), F("photos__stored_at"))
    in_time = ready.annotate(at=Coalesce(F("taken_at"), F("stored_at")))
    return Viewpoint.objects.annotate(
        photo_count=Count("photos"),
        first_at=Min(shown_at),
        last_at=Max(shown_at),
        first_photo=Subquery(in_time.order_by("at", "pk").values("pk")[:1]),
        last_photo=Subquery(in_time.order_by("-at", "-pk").values("pk")[:1]),
    ).filter(photo_count__gt=0)
