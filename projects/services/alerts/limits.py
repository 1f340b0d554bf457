"""Legal limits that run out: alerts about what the law still asks for after an acceptance.

An alert stands at what is to be done, so only limits are told of whose act is in the plan: of any
other nobody could ever say that it was kept, and the alert would never heal. Which working day a
limit ends on, the official calendar says; what passes through Python is what an acceptance that
was reached still leaves open, a handful of rows a building.
"""

import datetime
from collections.abc import Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from projects.models import Activity, Alert, AlertRule
from projects.models.alert_words import AlertKind, ClosedWhy
from projects.models.words import StatutoryStep, Works
from projects.selectors.integers import among
from projects.selectors.milestones import reached_on
from projects.selectors.statutory import clock_due
from projects.services.alerts.counts import Changed
from scheduling.rules import statutory

# a rule that is off: fewer days left than any limit has
NEVER = -(10**9)


class Limit(NamedTuple):
    """What is to be done until the day `due`; `days_left` is counted as the limit is."""

    project_id: int
    activity_id: int
    due: datetime.date
    days_left: int


def limits_look(now: datetime.datetime) -> Changed:
    """Open alerts about limits that run out at `now` (UTC), close those of other days.

    Four queries, and two for calendars that are not in memory.
    """
    running = {limit.activity_id: limit for limit in _running(now)}
    rows = Alert.objects.filter(kind=AlertKind.STATUTORY, closed_at__isnull=True)
    moved, kept = [], set()
    for pk, act, due in rows.values_list("pk", "milestone_id", "planned_finish"):
        if act in running and running[act].due == due:
            kept.add(act)
        else:
            moved.append(pk)
    closed = 0
    if moved:
        healed = rows.filter(among(moved))
        closed = healed.update(closed_at=now, closed_why=ClosedWhy.MOVED)
    new = [limit for act, limit in sorted(running.items()) if act not in kept]
    days = _days_before() if new else {}
    found = [
        Alert(
            project_id=limit.project_id,
            milestone_id=limit.activity_id,
            kind=AlertKind.STATUTORY,
            planned_finish=limit.due,
            opened_at=now,
        )
        for limit in new
        if limit.days_left <= days.get(limit.project_id, days[None])
    ]
    Alert.objects.bulk_create(found, ignore_conflicts=True)
    return Changed(len(found), closed)


def _days_before() -> dict[int | None, int]:
    """How many days of a limit may be left, by project; the default under None."""
    rows = AlertRule.objects.filter(kind=AlertKind.STATUTORY)
    days: dict[int | None, int] = {None: NEVER}
    for project, enabled, before in rows.values_list("project_id", "enabled", "statutory_days"):
        days[project] = before if enabled else NEVER
    return days


def _running(now: datetime.datetime) -> Iterator[Limit]:
    """The limits that run, one for each act in the plan: its building's first acceptance counts."""
    columns = ("pk", "project_id", "building_id", "statutory_step")
    beside = ("project__region", "project__time_zone", "building__works")
    accepted = _events().filter(project_id=OuterRef("project_id"))
    acts = list(_acts().filter(Exists(accepted)).order_by("pk").values(*columns, *beside))
    days = _accepted_on() if acts else {}
    for act in acts:
        today = now.astimezone(ZoneInfo(act["project__time_zone"])).date()
        works = statutory.Works(act["building__works"] or Works.ORDINARY)
        since = days.get((act["project_id"], act["building_id"]))
        for clock in statutory.clocks_for(act["project__region"], works):
            if clock.key == act["statutory_step"] and since:
                due = clock_due(clock, since, today)
                yield Limit(act["project_id"], act["pk"], due.due, due.days_left)


def _acts() -> QuerySet[Activity]:
    """What the law asks for and is not done; both conditions as the index has them."""
    rows = Activity.objects.filter(reached_at__isnull=True)
    return rows.exclude(statutory_step=StatutoryStep.NONE).exclude(
        statutory_step=StatutoryStep.COMPLETION
    )


def _events() -> QuerySet[Activity]:
    return Activity.objects.filter(
        statutory_step=StatutoryStep.COMPLETION, reached_at__isnull=False
    )


def _accepted_on() -> dict[tuple[int, int | None], datetime.date]:
    """The local days of the first acceptances, by project and building, where an act is open."""
    found: dict[tuple[int, int | None], datetime.date] = {}
    rows = _events().filter(Exists(_acts().filter(project_id=OuterRef("project_id"))))
    columns = ("project_id", "building_id", "actual_finish", "reached_at", "project__time_zone")
    for row in rows.values(*columns):
        place = (row["project_id"], row["building_id"])
        day = reached_on(dict(row), ZoneInfo(row["project__time_zone"]))
        if day is not None:
            found[place] = min(day, found.get(place, day))
    return found
