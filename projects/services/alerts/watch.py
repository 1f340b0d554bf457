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
from projects.models.alert_words import DeliveryState

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


def scan_is_late(*, now: datetime.datetime) -> bool:
    """Did the timetable let more than a scan pass? Then whoever can should scan."""
    seconds = alert_ages(now=now).scan_seconds
    return seconds is None or seconds > settings.ALERT_SCAN_LATE_SECONDS


def watch_look(*, now: datetime.datetime, since: datetime.datetime) -> bool:
    """Raise the alarm when scanner or dispatcher stand still; True when somebody was told.

    `since` is when the caller began to watch: what stood still before, while the house was down,
    is given as long to get going as it may be late.
    """
    ages, watched = alert_ages(now=now), (now - since).total_seconds()
    scan = watched if ages.scan_seconds is None else min(ages.scan_seconds, watched)
    seen = AlertAges(scan_seconds=scan, pending_seconds=min(ages.pending_seconds, watched))
    if seen.healthy:
        return False
    words = {
        "scan": "-" if ages.scan_seconds is None else round(ages.scan_seconds),
        "waiting": round(ages.pending_seconds),
    }
    detail = _("Last scan %(scan)s s ago, oldest waiting delivery due %(waiting)s s ago.") % words
    return alarm_raise(about="stale", detail=detail, now=now)


def alarm_raise(*, about: str, detail: str, now: datetime.datetime) -> bool:
    """Tell the administrators directly, at most once an hour and subject; True when told.

    The path needs neither Redis nor a worker: the row decides who sends, SMTP is spoken here.
    Where no mail goes out, the next one who notices tries again.
    """
    hour = now.replace(minute=0, second=0, microsecond=0)
    try:
        with transaction.atomic():
            alarm = WatchAlarm.objects.create(
                hour=hour, about=about[:40], raised_at=now, detail=detail[:500]
            )
    except IntegrityError:
        return False
    log.error("alerts_alarm", about=about, detail=detail)
    administrators = User.objects.filter(is_superuser=True, is_active=True).exclude(email="")
    told = [_alarm_sent(administrator, detail) for administrator in administrators]
    if told and not any(told):
        alarm.delete()
        return False
    return True


def _alarm_sent(administrator: User, detail: str) -> bool:
    try:
        email.message_send(
            message=_alarm_message(administrator, detail), recipient=administrator.email
        )
    except NotSent as failure:
        log.exception("alarm_not_sent", why=failure.text)
        return False
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
