"""How far the plan, or a later baseline, has moved from a baseline."""

import datetime
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from projects.errors import RuleBroken
from projects.models import Activity, Baseline, BaselineActivity, Project
from projects.models.words import ActivityKind
from projects.selectors.computations import computation_of, network_now
from projects.selectors.plans import ProjectNetwork
from projects.selectors.schedules import finish_shown, start_shown
from projects.selectors.shifts import unpacked
from scheduling.calendars.instants import finish_day
from scheduling.cpm import Schedule
from scheduling.measures.baseline import Baseline as Frozen
from scheduling.measures.baseline import Variance, variance

Row = dict[str, Any]
Lines = list[BaselineActivity]
Computed = tuple[ProjectNetwork, Schedule]
Unfrozen = tuple[Frozen, Lines]


def frozen_of(baseline: Baseline, lines: Lines) -> Frozen:
    """A stored baseline as the engine's, its activities known by their numbers.

    422 `baseline_unreadable` for the bytes of another version.
    """
    packed = unpacked(baseline.network)
    if packed is None:
        raise RuleBroken(
            "baseline_unreadable",
            _("This version cannot read the baseline. Take another one."),
            status=422,
        )
    given = packed.columns
    return Frozen(
        name=baseline.name,
        taken_on=baseline.taken_at.date(),
        codes=tuple(str(line.number) for line in lines),
        start=np.array([line.start for line in lines], np.int64),
        finish=np.array([line.finish for line in lines], np.int64),
        calendar=given.calendar,
        budget=budgets_of(lines),
        calendars=tuple(given.calendars),
        project_calendar=given.project_calendar,
        finish_at=baseline.finish,
    )


def in_money(lines: Lines) -> bool:
    """Has anything a budget? Then budgets count and nothing else, if not weights."""
    return any(line.budget_cny for line in lines)


def budgets_of(lines: Lines) -> NDArray[np.float64]:
    """What each line counts for: yuan, or its weight where there is no money at all."""
    money = in_money(lines)
    counted = [(line.budget_cny or 0) if money else line.weight for line in lines]
    return np.array(counted, np.float64)


def finish_of(baseline: Baseline) -> datetime.date:
    """The last day of the plan that was frozen."""
    return finish_day(baseline.finish)


def variance_of(baseline: Baseline, other: Baseline | None, now: datetime.datetime) -> Row:
    """Compare a baseline with a later one, or with the plan as of `now` (UTC) where it is None.

    Days are working days of the calendars frozen with `baseline`; later and longer are positive.
    """
    lines = lines_of(baseline)
    old = frozen_of(baseline, lines)
    if other is None:
        new, later = plan_unfrozen(baseline.project, computed_now(baseline.project, now), now)
    else:
        later = lines_of(other)
        new = frozen_of(other, later)
    found = variance(old, new)
    return {
        "baseline": baseline.pk,
        "against": None if other is None else other.pk,
        "finish": finish_day(new.finish_at),
        "baseline_finish": finish_day(old.finish_at),
        "finish_working_days": found.project_days,
        "finish_calendar_days": found.project_calendar_days,
        "activities": _compared(found, lines, later),
        "added": [_named(later[place]) for place in found.added],
        "dropped": [_named(lines[place]) for place in found.dropped],
    }


def lines_of(baseline: Baseline) -> Lines:
    """The lines of a baseline in the order of its network."""
    return list(BaselineActivity.objects.filter(baseline=baseline).order_by("number"))


def computed_now(project: Project, now: datetime.datetime) -> Computed:
    """Read and compute the plan as of `now` (UTC)."""
    network = network_now(project, now)
    return network, computation_of(network).schedule


def plan_unfrozen(project: Project, computed: Computed, now: datetime.datetime) -> Unfrozen:
    """The plan as it stands, as a baseline that nobody stored."""
    network, found = computed
    # by its own manager: the project's would ask each row for the project, which is left out
    asked = ("code", "name", "kind", "weight", "budget_cny")
    rows = Activity.objects.filter(project=project).only(*asked).order_by("pk")
    given = network.columns
    lines = [
        BaselineActivity(
            activity=row,
            number=row.pk,
            code=row.code,
            name=row.name,
            kind=row.kind,
            weight=row.weight,
            budget_cny=row.budget_cny,
            start=start,
            finish=finish,
        )
        for row, start, finish in zip(
            rows, found.start.tolist(), found.finish.tolist(), strict=True
        )
    ]
    frozen = Frozen(
        name="",
        taken_on=now.date(),
        codes=tuple(map(str, network.ids.tolist())),
        start=found.start,
        finish=found.finish,
        calendar=given.calendar,
        budget=budgets_of(lines),
        calendars=tuple(given.calendars),
        project_calendar=given.project_calendar,
        finish_at=found.finish_at,
    )
    return frozen, lines


def _compared(found: Variance, lines: Lines, later: Lines) -> list[Row]:
    columns = (
        found.old,
        found.new,
        found.start_days,
        found.finish_days,
        found.start_calendar_days,
        found.finish_calendar_days,
    )
    names = ("start_working_days", "finish_working_days")
    whole = ("start_calendar_days", "finish_calendar_days")
    rows = []
    for old, new, *days in zip(*(column.tolist() for column in columns), strict=True):
        before, after = lines[old], later[new]
        rows.append(
            {
                **_named(after),
                "start": start_shown(after.kind, after.start),
                "finish": finish_shown(after.kind, after.finish),
                "baseline_start": start_shown(before.kind, before.start),
                "baseline_finish": finish_shown(before.kind, before.finish),
                **dict(zip((*names, *whole), days, strict=True)),
            }
        )
    return rows


def _named(line: BaselineActivity) -> Row:
    return {
        "activity": line.activity_id,
        "code": line.code,
        "name": line.name,
        "kind": ActivityKind(line.kind),
    }
