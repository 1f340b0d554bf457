"""The alerts of the demo's last week, as scans and a worker would have left them."""

import datetime

from django.conf import settings

from projects.demo.people import Cast
from projects.demo.plan import GOERTEK
from projects.models import Alert, ScannerRun
from projects.models.alert_words import AlertDeed, AlertKind
from projects.services.alerts import (
    alert_acknowledge,
    alert_comment,
    alerts_scan,
    deliveries_deliver,
)

SIGNED = "3#-M10"
SITE_SAYS = "模板已加固，缺两台泵车，已联系（示例）"
WEEK = datetime.timedelta(days=7)
# often enough that an alert climbs on the day it would
STEP = datetime.timedelta(hours=6)


def alerts_follow(*, cast: Cast, now: datetime.datetime) -> int:
    """Live the week up to `now` (UTC); the official signs, the site says why it is late.

    The past is lived only where nobody has looked yet, since a scan as of last week would close
    what opened after it; and only where no mail server is set, so that it goes into the folder
    and not to people. Returns how many alerts were opened.
    """
    opened = 0
    if not (settings.EMAIL_URL or ScannerRun.objects.exists()):
        opened = sum(_lived(now - WEEK + STEP * each) for each in range(WEEK // STEP))
    opened += alerts_scan(now=now).alerts_opened
    _answered(cast, now)
    return opened


def _lived(then: datetime.datetime) -> int:
    """Scan and deliver as of an instant of the past."""
    opened = alerts_scan(now=then).alerts_opened
    deliveries_deliver(clock=lambda: then)
    return opened


def _answered(cast: Cast, now: datetime.datetime) -> None:
    """The official signs for what is due soon; the site comments on what is overdue."""
    waiting = Alert.objects.filter(
        project__code=GOERTEK.code,
        milestone__code=SIGNED,
        closed_at=None,
        acknowledged_at=None,
    )
    for alert in waiting:
        alert_acknowledge(
            alert=alert,
            user=cast["official"],
            comment="已知悉，已安排检测单位进场（示例）",
            now=now,
        )
    overdue = Alert.objects.filter(
        project__code=GOERTEK.code, kind=AlertKind.OVERDUE, closed_at=None
    )
    for alert in overdue.exclude(events__deed=AlertDeed.COMMENTED):
        alert_comment(alert=alert, user=cast["site"], text=SITE_SAYS, now=now)
