"""Jobs around summaries; `manage.py send_summaries` does the same by hand."""

from celery import shared_task
from django.utils import timezone

from projects.services import summaries


@shared_task
def send_summaries() -> None:
    """Make the summaries whose hour it is, and send what is due."""
    summaries.summaries_make(now=timezone.now())
    summaries.summaries_send()
