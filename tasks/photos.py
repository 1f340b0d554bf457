"""Jobs around photos; `manage.py render_photos` does the same by hand."""

from celery import shared_task
from django.utils import timezone

from projects.models.words import PhotoState
from projects.services import photos


@shared_task
def render_photo(photo_id: int) -> None:
    """Make the sizes of one photo, then look whether its picture was shown before."""
    if photos.photo_render(photo_id=photo_id, now=timezone.now()) == PhotoState.READY:
        photos.photo_compare(photo_id=photo_id, now=timezone.now())


@shared_task
def render_photos() -> None:
    """Make the sizes of photos whose bell was lost or whose worker died."""
    for photo_id in photos.photos_due(now=timezone.now()):
        photos.photo_render(photo_id=photo_id, now=timezone.now())


@shared_task
def grade_photos() -> None:
    """Grade photos that are new, older than grades, or whose boundary or place has changed."""
    photos.photos_grade(now=timezone.now())


@shared_task
def compare_photos() -> None:
    """Look for used pictures where a worker died before it did, and among photos of old."""
    photos.photos_compare(now=timezone.now())
