"""Better or worse than some days ago: lights and forecasts then against now, for whole boards.

Three queries, however many projects and milestones, and one more where a baseline is compared with.
Lights are replayed from the record of moves, forecasts are those kept day by day. What was not
there then is left out, and what was not kept is None.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from projects.models import ForecastDay, ProgressEntry, Project
from projects.selectors.changes import baselines_written, changes_since
from projects.selectors.lights import judgement_of, worst
from projects.selectors.milestones import Clock, Row, project_clocks
from projects.selectors.reached import Moved, day_over, moves_before, reached_by
from projects.selectors.schedules import finish_shown
from scheduling.rules.light_rules import SEVERITY, Colour

DIRECTIONS = ("better", "worse", "mixed", "same", "unknown")
DAYS_MOST = 366
# the columns of milestones that are looked at beside those of a board
TREND_COLUMNS = ("created_at", "updated_at")
Finishes = Mapping[str, str]
Lights = Mapping[int, Row]


@dataclass(frozen=True)
class Then:
    """What is known of a project's past day: its end, moves, and the forecasts kept by then."""

    project: Project
    clock: Clock
    day: datetime.date
    after: datetime.datetime
    moves: Mapping[int, Sequence[Moved]]
    finishes: Finishes | None
    baseline: datetime.datetime | None


def thens_of(projects: Sequence[Project], *, now: datetime.datetime, days: int) -> dict[int, Then]:
    """Read what was known when the day `days` before each project's today ended."""
    clocks = project_clocks([project.pk for project in projects])
    past = {
        pk: now.astimezone(clock.zone).date() - datetime.timedelta(days=days)
        for pk, clock in clocks.items()
    }
    after = {pk: day_over(day, clocks[pk].zone) for pk, day in past.items()}
    last = max(after.values(), default=now)
    moves = moves_before(ProgressEntry.objects.filter(project__in=past), before=last)
    kept, baselines = _forecasts(past), baselines_written(clocks)
    return {
        project.pk: Then(
            project=project,
            clock=clocks[project.pk],
            day=past[project.pk],
            after=after[project.pk],
            moves=moves,
            finishes=kept.get(project.pk),
            baseline=baselines.get(project.pk),
        )
        for project in projects
    }


def lights_then(then: Then, milestones: Iterable[Row]) -> Lights:
    """The light of each milestone that was entered by then, by its id."""
    entered = (row for row in milestones if row["created_at"] < then.after)
    return {row["id"]: _light_then(then, row) for row in entered}


def trend_of(
    then: Then, lights: Lights, milestones: Sequence[Row], *, building: int | None = None
) -> Row:
    """How some judged milestones of a project stand against then: a building's, or what has none.

    `lights` are those then. `light_then` is None where none of them was entered yet,
    `forecast_then` where none was kept.
    """
    return _trend(then, lights, milestones, _finish_then(then, [str(building or "")], milestones))


def project_trend(then: Then, lights: Lights, milestones: Sequence[Row]) -> Row:
    """The same for all milestones of a project."""
    return _trend(then, lights, milestones, _finish_then(then, then.finishes or (), milestones))


def _trend(
    then: Then, lights: Lights, milestones: Sequence[Row], forecast_then: datetime.date | None
) -> Row:
    entered = [row for row in milestones if row["id"] in lights]
    light_then = worst([lights[row["id"]] for row in entered])["colour"] if entered else None
    light_now = worst([row["light"] for row in milestones])["colour"]
    forecast_now = _finish_now(milestones)
    slip = (forecast_now - forecast_then).days if forecast_now and forecast_then else None
    changed = changes_since(
        then.after,
        milestones=[row["updated_at"] for row in entered],
        project=then.project.updated_at,
        clock=then.clock,
        baseline=then.baseline,
    )
    return {
        "since": then.day,
        "direction": direction_of(light_then, light_now, slip),
        "light_then": light_then,
        "light_now": light_now,
        "forecast_then": forecast_then,
        "forecast_now": forecast_now,
        "slip_days": slip,
        "changed_since": [change.what for change in changed],
    }


def direction_of(light_then: Colour | None, light_now: Colour, slip: int | None) -> str:
    """The word for it: worse where light or forecast is, and neither of the two is better.

    Grey says nothing of how it goes, so nothing is better or worse than it.
    """
    signs = set()
    if light_then is not None and "grey" not in (light_then, light_now):
        signs.add(_sign(SEVERITY[light_now] - SEVERITY[light_then]))
    if slip is not None:
        signs.add(_sign(slip))
    if {-1, 1} <= signs:
        return "mixed"
    if not signs:
        return "unknown"
    return {-1: "better", 0: "same", 1: "worse"}[sum(signs)]


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _light_then(then: Then, row: Row) -> Row:
    moves = [each for each in then.moves.get(row["id"], ()) if each.at < then.after]
    reached = reached_by(moves, policy=row["evidence_policy"], zone=then.clock.zone)
    rule, calendar = then.clock.rule, then.clock.calendar
    return judgement_of(rule, calendar, row["compared_finish"], reached, then.day).light


def _finish_now(milestones: Iterable[Row]) -> datetime.date | None:
    days = (finish_shown(row["kind"], row["forecast_finish"]) for row in milestones)
    return max((day for day in days if day is not None), default=None)


def _finish_then(
    then: Then, buildings: Iterable[str], milestones: Sequence[Row]
) -> datetime.date | None:
    """The finish that was expected then: what was kept, or today's if it was computed before."""
    if then.finishes is not None:
        days = [then.finishes[name] for name in buildings if name in then.finishes]
        return datetime.date.fromisoformat(max(days)) if days else None
    computed = then.project.computed_at
    return _finish_now(milestones) if computed is not None and computed < then.after else None


def _forecasts(past: Mapping[int, datetime.date]) -> dict[int, Finishes]:
    """The forecasts kept on a project's day, or on the last one before it that has any."""
    if not past:
        return {}
    known = reduce(or_, (Q(project=pk, day__lte=day) for pk, day in past.items()))
    latest = Window(RowNumber(), partition_by=F("project_id"), order_by=F("day").desc())
    rows = ForecastDay.objects.filter(known).annotate(place=latest).filter(place=1).order_by()
    return dict(rows.values_list("project_id", "finishes"))
