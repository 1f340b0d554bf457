"""Jobs around people's addresses."""

from celery import shared_task
from django.utils import timezone

from projects.services.contacts import contact_notices_send


@shared_task
def send_contact_notices() -> None:
    """Tell people at their old addresses what was changed."""
    contact_notices_send(now=timezone.now())
