"""Closing what healed: whether an alert is still true, and why it is not any more."""

import datetime
from collections.abc import Collection

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from projects.models import Activity, Alert, ProgressEntry
from projects.models.alert_words import DATED, AlertKind, ClosedWhy
from projects.models.words import MILESTONE_KINDS, ActivityKind, ActivityState, StatutoryStep


def alerts_close(now: datetime.datetime) -> int:
    """Close every open alert that is not true any more at `now` (UTC); returns how many."""
    healed = Alert.objects.filter(closed_at__isnull=True).exclude(still_due(now))
    return healed.update(closed_at=now, closed_why=_closed_why(now))


def still_due(now: datetime.datetime, kinds: Collection[str] = AlertKind.values) -> Q:
    """An alert's milestone is still due in the way the alert says, on the same date.

    Of alerts of other `kinds` it is not true: a question about one asks for the one it is of.

    No threshold is looked at again: what swings around one, or a rule that is changed, opens one
    alert and not one a swing. What will be late stays so until it is expected on time again. How
    far a building is behind, and until when a legal limit runs, is worked out by the scan alone.
    """
    rows = _activity()
    milestones = rows.filter(reached_at__isnull=True, kind__in=MILESTONE_KINDS)
    same = milestones.filter(compared_finish=OuterRef("planned_finish"))
    true: dict[AlertKind, QuerySet[Activity]] = {
        AlertKind.OVERDUE: same.filter(overdue_at__lte=now),
        AlertKind.DUE_SOON: same.filter(due_soon_at__lte=now, overdue_at__gt=now),
        AlertKind.FORECAST_SLIP: same.filter(forecast_days_late__gt=0, overdue_at__gt=now),
        AlertKind.CLAIMED: milestones.filter(state=ActivityState.CLAIMED),
        AlertKind.START_MISSED: _tasks_open().filter(
            actual_start__isnull=True,
            percent_complete=0,
            planned_start=OuterRef("planned_finish"),
        ),
        AlertKind.NO_REPORT: _tasks_open().filter(actual_start__isnull=False),
        AlertKind.PROGRESS_GAP: milestones,
        AlertKind.STATUTORY: rows.filter(reached_at__isnull=True).exclude(
            statutory_step=StatutoryStep.NONE
        ),
    }
    due = Q(pk__in=())
    for kind, found in true.items():
        if kind in kinds:
            due |= Q(kind=kind) & Q(Exists(found))
    if AlertKind.NO_REPORT in kinds:
        due &= ~(Q(kind=AlertKind.NO_REPORT) & Q(Exists(_reports())))
    return due


def _closed_why(now: datetime.datetime) -> Case:
    """Why an alert that is not due any more is not; what is moved is told before what passed."""
    rows = _activity()
    same = rows.filter(kind__in=MILESTONE_KINDS, compared_finish=OuterRef("planned_finish"))
    begun = rows.filter(Q(actual_start__isnull=False) | Q(percent_complete__gt=0))
    evidenced = rows.filter(state__in=(ActivityState.EVIDENCED, ActivityState.ACCEPTED))
    return Case(
        When(Exists(rows.filter(reached_at__isnull=False)), then=Value(ClosedWhy.REACHED)),
        When(Q(kind=AlertKind.START_MISSED) & Exists(begun), then=Value(ClosedWhy.STARTED)),
        When(Q(kind=AlertKind.CLAIMED) & Exists(evidenced), then=Value(ClosedWhy.EVIDENCED)),
        When(kind=AlertKind.CLAIMED, then=Value(ClosedWhy.REOPENED)),
        When(Q(kind=AlertKind.NO_REPORT) & Exists(_reports()), then=Value(ClosedWhy.REPORTED)),
        When(~Q(kind__in=DATED) | ~Exists(same), then=Value(ClosedWhy.MOVED)),
        When(Exists(same.filter(overdue_at__lte=now)), then=Value(ClosedWhy.OVERDUE)),
        When(kind=AlertKind.FORECAST_SLIP, then=Value(ClosedWhy.ON_TIME)),
        # another zone, calendar or rule: the same date has other instants
        default=Value(ClosedWhy.MOVED),
    )


def _activity() -> QuerySet[Activity]:
    return Activity.objects.filter(pk=OuterRef("milestone_id"))


def _tasks_open() -> QuerySet[Activity]:
    return _activity().filter(reached_at__isnull=True, kind=ActivityKind.TASK)


def _reports() -> QuerySet[ProgressEntry]:
    """What was reported of the alert's activity since it opened."""
    return ProgressEntry.objects.filter(
        activity_id=OuterRef("milestone_id"), reported_at__gt=OuterRef("opened_at")
    )
