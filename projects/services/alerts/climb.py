"""The ladder of open alerts: where nobody answered, the next level is told.

A step is an occurrence, worked out from the rule and from what people did; nothing waits in a
queue, so nothing that is lost there can stop it.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from projects.models import Alert, AlertDelivery, AlertEvent, AlertRule
from projects.models.alert_words import AlertDeed, DeliveryState
from projects.selectors.integers import among
from projects.selectors.office import office_hours
from projects.services.alerts.placing import pass_over, unplaced
from scheduling.rules import ladder

SILENCE, UNDELIVERED = "silence", "undelivered"

WAITING = Q(closed_at__isnull=True, acknowledged_at__isnull=True)


def alerts_climb(*, now: datetime.datetime) -> int:
    """Let alerts climb whose wait is over by `now`; returns how many did.

    After an outage one level is told at a time: the wait for the next one counts from now.
    """
    _place()
    climbed = _climb(now)
    if climbed:
        _place()
    return climbed


def _place() -> None:
    """Work out when alerts climb of which that is not known."""
    with connection.cursor() as cursor:
        cursor.execute(pass_over(connection.vendor))
    _instants_set(list(Alert.objects.raw(unplaced(connection.vendor))))


def _instants_set(rows: Sequence[Any]) -> None:
    """Store the instants; alerts of one zone that opened together share theirs, and a write."""
    waits = dict(AlertRule.objects.values_list("pk", "waits")) if rows else {}
    promises = _promises(row.pk for row in rows if row.promised_at)
    known: dict[Any, datetime.datetime] = {}
    found: dict[datetime.datetime, list[int]] = defaultdict(list)
    for row in rows:
        since = row.climbed_at or row.opened_at
        key = (row.time_zone, since, waits[row.rule_id][row.level], tuple(promises[row.pk]))
        if key not in known:
            known[key] = _climbs_at(*key)
        found[known[key]].append(row.pk)
    for instant, ids in found.items():
        Alert.objects.filter(among(ids), climbs_at__isnull=True).update(climbs_at=instant)


def _climbs_at(
    time_zone: str, since: datetime.datetime, wait: int, promises: Sequence[ladder.Promise]
) -> datetime.datetime:
    office = office_hours(time_zone=time_zone, year=since.year)
    return ladder.climbs_at(since, wait, office, pauses=ladder.pauses_of(promises, office.zone))


def _promises(ids: Iterable[int]) -> dict[int, list[ladder.Promise]]:
    """All promises by alert; a later one does not take back the silence before it."""
    found: dict[int, list[ladder.Promise]] = defaultdict(list)
    events = AlertEvent.objects.filter(alert_id__in=list(ids), deed=AlertDeed.PROMISED)
    for alert, at, until in events.values_list("alert_id", "at", "until"):
        found[alert].append(ladder.Promise(at, until))  # type: ignore[arg-type] # a constraint of the table: every promise names a day
    return found


def _climb(now: datetime.datetime) -> int:
    """Take alerts a level up whose wait is over, or of whose level a message was given up."""
    # one whose next way took over is not given up
    next_turn = AlertDelivery.objects.filter(
        alert_id=OuterRef("alert_id"),
        recipient_id=OuterRef("recipient_id"),
        occurrence=OuterRef("occurrence"),
        turn__gt=OuterRef("turn"),
    )
    dead = AlertDelivery.objects.filter(
        ~Exists(next_turn),
        alert_id=OuterRef("pk"),
        step=OuterRef("level"),
        state=DeliveryState.DEAD,
    )
    due = Q(climbs_at__lte=now) | Q(climbs_at__isnull=False) & Q(Exists(dead))
    # held: of two scanners the second finds the row on its next level
    rows = Alert.objects.filter(WAITING & due).select_related("project").order_by("pk")
    rows = rows.only("level", "climbs_at", "promised_until", "project__time_zone")
    climbing = [row for row in rows.select_for_update(of=("self",)) if not _is_trusted(row, now)]
    _level_next(climbing, climbed_at=now)
    AlertEvent.objects.bulk_create(_climbed(row, now) for row in climbing)
    return len(climbing)


def _climbed(row: Alert, now: datetime.datetime) -> AlertEvent:
    silent = row.climbs_at is not None and row.climbs_at <= now
    return AlertEvent(
        alert_id=row.pk,
        deed=AlertDeed.CLIMBED,
        at=now,
        level=row.level + 1,
        why=SILENCE if silent else UNDELIVERED,
    )


def _is_trusted(row: Alert, now: datetime.datetime) -> bool:
    """Is the day not over that somebody promised? A message that died waits for it too."""
    until = row.promised_until
    return until is not None and now < ladder.promised_until(until, row.project.zone)


def _level_next(rows: Sequence[Any], **changes: Any) -> None:
    by_level: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        by_level[row.level].append(row.pk)
    for level, ids in by_level.items():
        waiting = Alert.objects.filter(WAITING, among(ids), level=level)
        waiting.update(level=level + 1, climbs_at=None, **changes)
