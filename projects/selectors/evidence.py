"""Which photos meet what a milestone asks of them."""

import datetime

from django.db.models import QuerySet

from projects.models import Activity, Photo
from projects.models.asked_evidence import ASKED
from projects.models.evidence_words import GRADES_RISING, EvidenceGrade, PhotosWithin, SitePlace
from projects.models.words import PhotoState

PLACES = {
    PhotosWithin.SITE: (SitePlace.SITE, SitePlace.BUILDING),
    PhotosWithin.BUILDING: (SitePlace.BUILDING,),
}


def photos_fit(activity: Activity) -> int:
    """How many photos of an activity meet its grade, its age and its boundary."""
    if not any(getattr(activity, name) not in ("", None) for name in ASKED):
        return activity.photo_count
    photos = Photo.objects.filter(activity=activity).exclude(state=PhotoState.REJECTED)
    if activity.photos_grade_least:
        least = GRADES_RISING.index(EvidenceGrade(activity.photos_grade_least))
        photos = photos.filter(grade__in=GRADES_RISING[least:])
    if activity.photos_within:
        photos = photos.filter(site_place__in=PLACES[PhotosWithin(activity.photos_within)])
    return _young(photos, activity).count()


def _young(photos: QuerySet[Photo], activity: Activity) -> QuerySet[Photo]:
    """Those taken no more than so many days before the claimed day, by the project's clock."""
    if activity.photos_age_most_days is None:
        return photos
    photos = photos.filter(taken_at__isnull=False)
    if activity.actual_finish is None:
        return photos
    day = activity.actual_finish - datetime.timedelta(days=activity.photos_age_most_days)
    since = datetime.datetime.combine(day, datetime.time(), activity.project.zone)
    return photos.filter(taken_at__gte=since)
