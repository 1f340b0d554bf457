"""Watching the watcher: how old the last scan is, and the alarm that needs no worker."""

import datetime
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Case, Min, Q, When
from django.utils import translation
from django.utils.translation import gettext as _

from projects.channels import email
from projects.channels.base import NotSent
from projects.models import AlertDelivery, ScannerRun, User, WatchAlarm
from projects.models.words import DeliveryState

log = structlog.get_logger(__name__)

SCAN_LIMIT = datetime.timedelta(seconds=180)
PENDING_LIMIT = datetime.timedelta(seconds=300)


@dataclass(frozen=True)
class AlertAges:
    """Seconds since the last scan ended and since the oldest waiting delivery became due."""

    scan_seconds: float | None
    pending_seconds: float

    @property
    def healthy(self) -> bool:
        """Is the scanner alive and does the queue move?"""
        return (
            self.scan_seconds is not None
            and self.scan_seconds <= SCAN_LIMIT.total_seconds()
            and self.pending_seconds <= PENDING_LIMIT.total_seconds()
        )


def alert_ages(*, now: datetime.datetime) -> AlertAges:
    """Measure both ages in two indexed queries."""
    last = ScannerRun.objects.order_by("-finished_at").values_list("finished_at", flat=True).first()
    # one whose worker died is due again when its lease is over
    since = Case(When(state=DeliveryState.SENDING, then="lease_until"), default="next_at")
    due = AlertDelivery.objects.filter(
        Q(state=DeliveryState.PENDING) | Q(state=DeliveryState.SENDING, lease_until__lte=now),
        state__in=(DeliveryState.PENDING, DeliveryState.SENDING),
        next_at__lte=now,
    ).aggregate(oldest=Min(since))["oldest"]
    return AlertAges(
        scan_seconds=(now - last).total_seconds() if last else None,
        pending_seconds=(now - due).total_seconds() if due else 0.0,
    )


def alarm_raise(*, detail: str, now: datetime.datetime) -> bool:
    """Tell the administrators directly, at most once an hour whoever asks; True when told.

    The path needs neither Redis nor a worker: the row decides who sends, SMTP is spoken here.
    """
    hour = now.replace(minute=0, second=0, microsecond=0)
    try:
        with transaction.atomic():
            WatchAlarm.objects.create(hour=hour, raised_at=now, detail=detail[:500])
    except IntegrityError:
        return False
    administrators = User.objects.filter(is_superuser=True, is_active=True).exclude(email="")
    for administrator in administrators:
        try:
            email.message_send(
                message=_alarm_message(administrator, detail), recipient=administrator.email
            )
        except NotSent as failure:
            log.exception("alarm_not_sent", why=failure.text)
    log.error("alerts_alarm", detail=detail)
    return True


def _alarm_message(administrator: User, detail: str) -> bytes:
    with translation.override(administrator.language):
        message = EmailMessage()
        message["Subject"] = _("Topout: alerts need attention")
        message["From"] = settings.DEFAULT_FROM_EMAIL
        message["To"] = administrator.email
        message["Date"] = formatdate()
        message.set_content(detail + "\n\n" + settings.PUBLIC_URL + "/healthz/alerts\n")
    return message.as_bytes()
