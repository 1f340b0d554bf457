"""Sending summaries: claim one, write it out, hand it over, write the result."""

import datetime
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from projects.channels import email
from projects.channels.base import NotSent
from projects.models import Membership, SummaryDelivery
from projects.models.alert_words import SummaryKind
from projects.selectors.alerts import database_now
from projects.services.alerts.lasting import result_write
from projects.services.summaries.claim import (
    summary_cancelled,
    summary_claim,
    summary_failed,
    summary_sent,
)
from projects.services.summaries.due import REPORTED_TO
from projects.services.summaries.message import message_keep

log = structlog.get_logger(__name__)

Clock = Callable[[], datetime.datetime]


@dataclass
class SummaryCounts:
    """What one run did."""

    sent: int = 0
    cancelled: int = 0
    failed: int = 0


def summaries_send(*, clock: Clock = database_now, seconds: float = 45) -> SummaryCounts:
    """Send what is due until nothing is, or `seconds` are over; `clock` is the database's.

    Nothing is sent inside a transaction, and any number of workers may run this at once. One that
    cannot be written is a bug: it ends the run, and is tried again when its lease is over.
    """
    counts = SummaryCounts()
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        row = summary_claim(now=clock())
        if row is None:
            break
        _one(row, counts, clock)
    return counts


def _one(row: SummaryDelivery, counts: SummaryCounts, clock: Clock) -> None:
    reason = _cancel_reason(row)
    message = b"" if reason else message_keep(row=row, now=clock())
    if not message:
        summary_cancelled(row=row, reason=reason or "nothing_to_tell")
        counts.cancelled += 1
        return
    try:
        email.message_send(message=message, recipient=row.recipient.email)
    except NotSent as failure:
        counts.failed += 1
        summary_failed(row=row, failure=failure, now=clock())
        log.warning("summary_failed", summary=row.pk, why=failure.error_class)
        return
    counts.sent += 1
    result_write(lambda: summary_sent(row=row, now=clock()))


def _cancel_reason(row: SummaryDelivery) -> str:
    """Why a summary should not go out after all; empty when it should."""
    recipient = row.recipient
    if not recipient.is_active or not recipient.email:
        return "recipient_gone"
    if row.kind == SummaryKind.DAILY:
        return "" if recipient.daily_summary_at is not None else "not_wanted"
    if not recipient.weekly_report:
        return "not_wanted"
    members = Membership.objects.filter(user=recipient, project=row.project, role__in=REPORTED_TO)
    return "" if members.exists() else "not_a_member"
