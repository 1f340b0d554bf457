"""The life of an alert in one list: who did what when, by which channel, and what it said."""

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Max
from django.db.models.functions import Coalesce

from projects.models import Alert, AlertDelivery, AlertEvent, User
from projects.models.alert_words import AlertDeed, DeliveryState

HAPPENINGS = ("opened", "told", "undelivered", *AlertDeed.values, "signed", "closed")
# the latest of them; `deliveries/` pages through all
TOLD_MOST = 1000


class Happening(NamedTuple):
    """One line of the list; `by` did it, or was told by `channel`; `group` is a group that was.

    `text` is what was said: a comment, or a message's subject. `why` is a code: the reason of a
    closing (`ClosedWhy`), of a climb, or why a message was given up.
    """

    at: datetime.datetime
    what: str
    by: User | None = None
    text: str = ""
    why: str = ""
    until: datetime.date | None = None
    channel: str | None = None
    step: int | None = None
    group: str = ""


class Life(NamedTuple):
    """What happened in order of time; `more` when there are older messages than those named."""

    happenings: list[Happening]
    more: bool


def life_of(alert: Alert, *, with_deliveries: bool) -> Life:
    """Collect an alert's life in two queries; messages only for who may see deliveries."""
    events = AlertEvent.objects.filter(alert=alert).select_related("by")
    found = [*_own(alert), *(done(event) for event in events)]
    told = _told(alert) if with_deliveries else []
    found += [_delivered(each) for each in told[:TOLD_MOST]]
    found.sort(key=lambda each: (each.at, HAPPENINGS.index(each.what)))
    return Life(found, more=len(told) > TOLD_MOST)


def _own(alert: Alert) -> Iterator[Happening]:
    """What stands on the alert itself."""
    yield Happening(alert.opened_at, "opened")
    if alert.acknowledged_at:
        yield Happening(
            alert.acknowledged_at, "signed", by=alert.acknowledged_by, text=alert.comment
        )
    if alert.closed_at:
        yield Happening(alert.closed_at, "closed", why=alert.closed_why)


def done(event: AlertEvent) -> Happening:
    """Show an event as a line of the list."""
    return Happening(
        event.at,
        event.deed,
        by=event.by,
        text=event.text,
        why=event.why,
        until=event.until,
        step=event.level,
    )


def _told(alert: Alert) -> list[Any]:
    """The messages that ended, the latest first; one more than are shown."""
    ended = AlertDelivery.objects.filter(
        alert=alert, state__in=(DeliveryState.SENT, DeliveryState.DEAD)
    )
    rows: Any = ended.select_related("recipient", "contact").defer("message", "body_text")
    # a message that died has no time of its own but its last try's
    tried = Coalesce("sent_at", Max("tries__started_at"), "created_at")
    return list(rows.annotate(ended_at=tried).order_by("-id")[: TOLD_MOST + 1])


def _delivered(row: Any) -> Happening:
    sent = row.state == DeliveryState.SENT
    return Happening(
        row.ended_at,
        "told" if sent else "undelivered",
        by=row.recipient,
        text=row.subject,
        why="" if sent else row.state_reason,
        channel=row.channel,
        step=row.step,
        group="" if row.recipient_id else str(row.contact or ""),
    )
