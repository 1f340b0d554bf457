"""Refusing a demand on photos that none could ever meet."""

from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Activity
from projects.models.evidence_words import PhotosWithin


def asked_evidence_check(*, activity: Activity, base: str = "") -> None:
    """A boundary to be within must be drawn: boundary_missing; `base` is the row's pointer."""
    within = activity.photos_within
    if not within:
        return
    if within == PhotosWithin.SITE and activity.project.site_boundary is None:
        detail = _("The project has no site boundary yet.")
    elif within == PhotosWithin.BUILDING and not (
        activity.building and activity.building.footprint
    ):
        detail = _("The building has no footprint yet, or there is no building.")
    else:
        return
    raise RuleBroken("boundary_missing", detail, pointer=f"{base}/photos_within")
