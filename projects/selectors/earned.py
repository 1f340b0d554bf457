"""How far a project is against its baseline: earned value, S-curves, the front line (前锋线).

Held against is the current baseline, or the plan as it stands where there is none.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from django.db.models import Sum
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from projects.errors import RuleBroken
from projects.models import Activity, Baseline, Building, ProgressEntry, Project
from projects.models.progress import SEEN_AT
from projects.models.words import ActivityKind
from projects.selectors.baselines import (
    Computed,
    Lines,
    computed_now,
    frozen_of,
    in_money,
    lines_of,
    plan_unfrozen,
)
from projects.selectors.calendars import today_of
from scheduling.calendars.instants import day_end, day_start, finish_day, start_day
from scheduling.calendars.meter import meter
from scheduling.measures.baseline import Baseline as Frozen
from scheduling.measures.curves import (
    Report,
    Step,
    actual_curve,
    days_of,
    early_curve,
    earned_value,
    late_curve,
    planned_curve,
)
from scheduling.measures.earned import EarnedSchedule, EarnedValue, earned_schedule
from scheduling.measures.front import front_line
from scheduling.measures.progress import planned_shares, rolled_up

STEPS = tuple(each.value for each in Step)
POINTS_MOST = 4000
WHOLE = 100.0
# of the many columns of an activity: a plan has thousands of rows
ASKED = ("building", "actual_finish", "percent_complete")

Row = dict[str, Any]
Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Held:
    """A project's progress held against a copy of its plan.

    baseline: the current one, None for the plan as it stands; lines: in the order of `copy`
    rows: what is `ASKED` of the activities, by id; data_date: the day at whose end it is measured
    computed: the plan as it stands, where it had to be computed for that
    """

    project: Project
    baseline: Baseline | None
    copy: Frozen
    lines: Lines
    rows: dict[int, Activity]
    data_date: datetime.date
    computed: Computed | None

    @cached_property
    def due(self) -> Doubles:
        """How far each line should be, 0 to 100."""
        copy = self.copy
        rule = meter(copy.calendars, copy.start, copy.finish, self.until)
        return WHOLE * planned_shares(rule, copy.calendar, copy.start, copy.finish, self.until)

    @cached_property
    def percent(self) -> Doubles:
        """How far each line is, 0 to 100. An effort is as far as its time; what is gone is at 0."""
        ways = zip(self.lines, self.due.tolist(), strict=True)
        return np.array(
            [_percent(line.kind, self.rows.get(line.number), due) for line, due in ways]
        )

    @property
    def until(self) -> int:
        """The instant at which it is measured."""
        return day_end(self.data_date)


def held_of(project: Project, now: datetime.datetime) -> Held:
    """Read what a project's progress is held against, as of `now` (UTC); 422 without a plan."""
    # by its own manager: the project's would ask each row for the project, which is left out
    found = Activity.objects.filter(project=project).only(*ASKED).order_by("pk")
    rows = {row.pk: row for row in found}
    baseline = Baseline.objects.filter(project=project, is_current=True).first()
    computed = None
    if baseline is None:
        computed = computed_now(project, now)
        copy, lines = plan_unfrozen(project, computed, now)
    else:
        lines = lines_of(baseline)
        copy = frozen_of(baseline, lines)
    data_date = project.data_date or today_of(project, now)
    return Held(project, baseline, copy, lines, rows, data_date, computed)


def summary_of(held: Held) -> Row:
    """PV, EV, AC and what follows from them, in money or weights, and each building's percent."""
    paid = held.project.activities.aggregate(paid=Sum("actual_cost_cny"))["paid"]
    money = in_money(held.lines)
    cost = float(paid) if money and paid is not None else None
    value = earned_value(held.copy, held.percent, held.data_date, cost)
    return {
        **_held(held),
        "start": start_day(int(held.copy.start.min())),
        "finish": finish_day(held.copy.finish_at),
        **_value(value),
        "earned_schedule": _time(_schedule(held, value)),
        "buildings": _buildings(held),
    }


def curves_of(held: Held, step: str, now: datetime.datetime) -> Row:
    """Cumulative values at the ends of days, weeks or months, from the first day to the last.

    Early and late are the edges of the plan as it stands; actual ends with the data date.
    """
    network, found = held.computed or computed_now(held.project, now)
    last = max(int(held.copy.finish.max()), int(found.late_finish.max()), held.until)
    first = min(int(held.copy.start.min()), int(found.start.min()))
    days = days_of(start_day(first), finish_day(last), Step(step))
    if len(days) > POINTS_MOST:
        raise RuleBroken("too_many_points", _("Ask for longer steps."), status=422)
    today = [line.number for line in held.lines]
    known = dict(zip(today, held.copy.budget.tolist(), strict=True))
    budget = np.array([known.get(pk, 0.0) for pk in network.ids.tolist()])
    actual = actual_curve(_reports(held), held.copy.budget, days, held.data_date).values
    return {
        **_held(held),
        "days": list(days),
        "planned": planned_curve(held.copy, days).values.tolist(),
        "early": early_curve(network.columns, found, budget, days).values.tolist(),
        "late": late_curve(network.columns, found, budget, days).values.tolist(),
        "actual": [None if np.isnan(each) else each for each in actual.tolist()],
    }


def front_line_of(held: Held) -> Row:
    """Where each activity that the data date cuts really stands."""
    points = front_line(held.copy, held.percent, held.until)
    return {
        **_held(held),
        "points": [
            {
                "activity": line.activity_id,
                "code": line.code,
                "name": line.name,
                "planned_percent": point.planned,
                "percent": point.actual,
                "ahead_days": point.ahead_days,
            }
            for point in points
            for line in (held.lines[point.activity],)
        ],
    }


def _held(held: Held) -> Row:
    return {
        "baseline": None if held.baseline is None else held.baseline.pk,
        "unit": "cny" if in_money(held.lines) else "weight",
        "data_date": held.data_date,
    }


def _percent(kind: str, row: Activity | None, due: float) -> float:
    if row is None:
        return 0.0
    if kind == ActivityKind.LEVEL_OF_EFFORT:
        return due
    return WHOLE if row.actual_finish is not None else float(row.percent_complete)


def _value(value: EarnedValue) -> Row:
    return {
        "planned_value": value.planned,
        "earned_value": value.earned,
        "actual_cost": value.actual,
        "budget": value.budget,
        "schedule_variance": value.schedule_variance,
        "cost_variance": value.cost_variance,
        "schedule_index": value.schedule_index,
        "cost_index": value.cost_index,
        "estimates": value.estimates,
        "percent": WHOLE * value.earned / value.budget if value.budget else None,
        "planned_percent": WHOLE * value.planned / value.budget if value.budget else None,
    }


def _schedule(held: Held, value: EarnedValue) -> EarnedSchedule:
    """Earned schedule in working days of the project's frozen calendar."""
    first = start_day(int(held.copy.start.min()))
    last = max(finish_day(held.copy.finish_at), held.data_date)
    days = days_of(first, last, Step.DAY)
    edges = np.array([day_start(first), *map(day_end, days)], np.int64)
    rule = meter(held.copy.calendars, edges)
    worked = np.diff(rule.position(held.copy.project_calendar, edges)) > 0
    working = [day for day, works in zip(days, worked.tolist(), strict=True) if works]
    planned = np.maximum.accumulate(planned_curve(held.copy, working).values)
    gone_by = sum(day <= held.data_date for day in working)
    return earned_schedule([0.0, *planned.tolist()], value.earned, gone_by)


def _time(found: EarnedSchedule) -> Row:
    return {
        "earned_days": found.earned_time,
        "actual_days": found.actual_time,
        "planned_days": found.planned_duration,
        "variance_days": found.variance,
        "index": found.index,
        "estimate_days": found.estimate,
    }


def _buildings(held: Held) -> list[Row]:
    """The weighted percent of every building that has weight."""
    rows = [held.rows.get(line.number) for line in held.lines]
    groups = [None if row is None else row.building_id for row in rows]
    is_at = rolled_up(groups, held.percent, held.copy.budget)
    should = rolled_up(groups, held.due, held.copy.budget)
    return [
        {
            "building": each.pk,
            "code": each.code,
            "name": each.name,
            "percent": is_at[each.pk],
            "planned_percent": should[each.pk],
        }
        for each in Building.objects.filter(project=held.project).order_by("order", "pk")
        if each.pk in is_at
    ]


def _reports(held: Held) -> Iterator[Report]:
    """What was said when: reported percents, and the day on which something was finished."""
    places = {line.number: place for place, line in enumerate(held.lines)}
    entries = ProgressEntry.objects.filter(project=held.project, percent__isnull=False)
    zone = held.project.zone
    # a phone without signal sends on Monday what it saw on Friday
    seen = entries.annotate(seen=SEEN_AT).order_by("seen", "pk")
    for pk, percent, at in seen.values_list("activity_id", "percent", "seen"):
        if pk in places:
            yield Report(places[pk], at.astimezone(zone).date(), float(percent or 0))
    for pk, row in held.rows.items():
        if pk in places and row.actual_finish is not None:
            yield Report(places[pk], row.actual_finish, WHOLE)
