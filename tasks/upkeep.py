"""Jobs that keep the house clean; `manage.py sweep` does the same by hand."""

from celery import shared_task
from django.utils import timezone

from projects.services.photos import photos_sweep
from projects.services.uploads import uploads_expire


@shared_task
def sweep() -> None:
    """Remove what nobody wants and look for what is missing."""
    photos_sweep(now=timezone.now())
    uploads_expire(now=timezone.now())
