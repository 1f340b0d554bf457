"""倒排: what a fixed finish asks of the plan as it stands. Nothing of it is stored."""

import datetime
from collections.abc import Iterable
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Activity, Project
from projects.models.words import ActivityKind
from projects.selectors.computations import faults_named, forecast_of, network_now
from projects.selectors.names import Named, names_of, said
from projects.selectors.plans import CONSTRAINTS, ProjectNetwork
from projects.selectors.schedules import finish_ordinal, start_ordinal
from scheduling.backward.deadline import OutOfTime
from scheduling.backward.latest import Backward, Driver, MustStart, Urgency, planned_back
from scheduling.calendars.instants import day_end, finish_day, start_day
from scheduling.plan import Kind

# what each list names at most; the counts beside count all
NAMED_MOST = 1000
URGENCIES = tuple(each.value for each in Urgency)

WORDS = {each: word.value for word, each in CONSTRAINTS.items()}
CENTS = 100

Row = dict[str, Any]


def goal_of(project: Project, pk: int | None) -> Activity | None:
    """The activity whose finish is fixed; None for the project's. Efforts and the done have none.

    Raises RuleBroken: 400 where the project has no such activity, 422 where it cannot be fixed.
    """
    if pk is None:
        return None
    goal = Activity.objects.filter(project=project, pk=pk).first()
    if goal is None:
        raise RuleBroken(
            "does_not_exist", _("The project has no such activity."), pointer="/milestone"
        )
    if goal.kind == ActivityKind.LEVEL_OF_EFFORT or goal.actual_finish is not None:
        raise RuleBroken(
            "finish_not_open",
            _("A finish that has happened, or that follows others, cannot be fixed."),
            status=422,
            pointer="/milestone",
        )
    return goal


def backward_of(
    project: Project,
    now: datetime.datetime,
    *,
    finish: datetime.date,
    goal: Activity | None,
    today: datetime.date,
    seconds: float | None = None,
) -> Row:
    """Fix a finish and look back from there; with `seconds` also what to shorten to meet it."""
    network = network_now(project, now)
    milestone = None if goal is None else str(goal.pk)
    with faults_named(network):
        found = planned_back(
            network.plan,
            day_end(finish),
            today=today,
            milestone=milestone,
            options=network.options,
        )
        crash = None if seconds is None else _crash(project, network, finish, goal, seconds)
    named = names_of(network.ids.tolist())
    return {
        "plan": network.mark,
        "milestone": None if goal is None else goal.pk,
        "finish": finish,
        "expected_finish": (
            finish_day(found.schedule.finish_at)
            if goal is None
            else forecast_of(goal, network, found.schedule)
        ),
        "met": found.met,
        "must_start_count": len(found.must_start),
        "must_start": [_urgent(each, named) for each in found.must_start[:NAMED_MOST]],
        "drivers": [_driver(each, named) for each in found.drivers[:NAMED_MOST]],
        "activities_count": len(network.ids),
        "activities": _latest(network, found, named),
        "crash": crash and _crashed(crash, named),
    }


def _urgent(each: MustStart, named: Named) -> Row:
    return {
        **said(each.activity, named),
        "urgency": each.urgency.value,
        "latest_start": start_day(each.latest_start),
        "days_left": each.days_left,
    }


def _driver(each: Driver, named: Named) -> Row:
    return {
        **said(each.activity, named),
        "cause": each.cause.value,
        "constraint": None if each.constraint is None else WORDS.get(each.constraint),
        "float_minutes": each.least,
        "path": [said(pk, named) for pk in each.path[:NAMED_MOST]],
        "activities_count": len(each.activities),
        "activities": [said(pk, named) for pk in each.activities[:NAMED_MOST]],
    }


def _latest(network: ProjectNetwork, found: Backward, named: Named) -> list[Row]:
    """Every activity's latest dates, those with the least float first."""
    schedule, kind = found.schedule, network.columns.kind
    order = np.argsort(schedule.total_float, kind="stable")[:NAMED_MOST]
    columns = (
        network.ids,
        start_ordinal(schedule.late_start, ends=kind == Kind.FINISH_MILESTONE),
        finish_ordinal(schedule.late_finish, begins=kind == Kind.START_MILESTONE),
        schedule.total_float,
        network.day_minutes,
        schedule.critical,
    )
    return [
        {
            **said(pk, named),
            "latest_start": datetime.date.fromordinal(start),
            "latest_finish": datetime.date.fromordinal(finish),
            "total_float_days": total / day,
            "critical": critical,
        }
        for pk, start, finish, total, day, critical in zip(
            *(column[order].tolist() for column in columns), strict=True
        )
    ]


def _crash(
    project: Project,
    network: ProjectNetwork,
    finish: datetime.date,
    goal: Activity | None,
    seconds: float,
) -> Any:
    """Search for the cheapest shortenings; 422 `out_of_time` where none was found in time."""
    # the solver's library is large and slow to load: only who asks for a search pays for it
    from scheduling.backward.crash import Compression, crash  # noqa: PLC0415 - heavy, as said above

    offers = Activity.objects.filter(project=project, compression_limit_days__gt=0)
    rows = offers.values_list("pk", "compression_cost_per_day", "compression_limit_days")
    try:
        return crash(
            network.plan,
            [Compression(str(pk), int((cost or 0) * CENTS), limit) for pk, cost, limit in rows],
            day_end(finish),
            milestone=None if goal is None else str(goal.pk),
            options=network.options,
            seconds=seconds,
        )
    except OutOfTime as late:
        raise RuleBroken(
            "out_of_time",
            _("The search found nothing in its time. Give it more, or mark fewer activities."),
            status=422,
            pointer="/time_limit_s",
        ) from late


def _crashed(crash: Any, named: Named) -> Row:
    return {
        "met": crash.met,
        "proved": crash.proved,
        "finish": finish_day(crash.finish),
        "cost_cny": _yuan(each.cost for each in crash.shortenings),
        "shortenings": [
            {**said(each.activity, named), "days": each.days, "cost_cny": _yuan([each.cost])}
            for each in crash.shortenings
        ],
    }


def _yuan(cents: Iterable[int]) -> float:
    return sum(cents) / CENTS
