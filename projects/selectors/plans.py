"""A project's network as the engine's columns: five queries, however large it is."""

import dataclasses
import datetime
import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from django.db.models import F
from numpy.typing import NDArray

from projects.models import Activity, Link, Project
from projects.models import words as w
from projects.selectors.integers import Numbers, Ordinal, Table, whole, word
from projects.selectors.options import options_of
from projects.selectors.worktimes import WorkTimes, worktimes_of
from scheduling import plan
from scheduling.calendars.instants import MINUTES_PER_DAY, NONE, day_end, day_start
from scheduling.columns import FINISHED, IN_PROGRESS, NOT_STARTED, Columns, lag_calendars
from scheduling.levelling.pins import pinned
from scheduling.objects import plan_of
from scheduling.packed import Packed, pack
from scheduling.profiles import Options

KINDS = {
    w.ActivityKind.TASK: plan.Kind.TASK,
    w.ActivityKind.LEVEL_OF_EFFORT: plan.Kind.LEVEL_OF_EFFORT,
    w.ActivityKind.START_MILESTONE: plan.Kind.START_MILESTONE,
    w.ActivityKind.FINISH_MILESTONE: plan.Kind.FINISH_MILESTONE,
    w.ActivityKind.INSPECTION_MILESTONE: plan.Kind.FINISH_MILESTONE,
}
CONSTRAINTS = {each: plan.Constraint[each.name] for each in w.Constraint}
FROM_FINISH = [
    plan.Constraint.FNET,
    plan.Constraint.FNLT,
    plan.Constraint.MFO,
    plan.Constraint.MANDATORY_FINISH,
]
# a remaining duration or a percent lag that nobody gave
UNSAID = -(2**40)
LAG_SCALE = 10_000
PERCENT_SCALE = 100
WHOLE_PERCENT = 100 * PERCENT_SCALE

# what the last computation stored, to compare with the next
STORED = (
    "early_start",
    "early_finish",
    "late_start",
    "late_finish",
    "forecast_start",
    "forecast_finish",
    "total_float",
    "free_float",
    "day_minutes",
)
FLAGS = ("is_critical", "is_near_critical", "is_provisional")
DATES = (
    "planned_start",
    "constraint_date",
    "secondary_constraint_date",
    "finish_by",
    "actual_start",
    "actual_finish",
    "resumes_on",
)
ACTIVITIES = Table(
    Activity,
    {
        "id": whole("id"),
        "calendar": whole("calendar_id"),
        "elapsed": word("duration_clock", {w.DurationClock.CALENDAR: 1}),
        "kind": word("kind", KINDS),
        "duration_days": whole("duration_days"),
        "remaining_days": whole("remaining_days", empty=UNSAID),
        "percent": whole("percent_complete", scale=PERCENT_SCALE),
        "physical": word("percent_basis", {w.PercentBasis.PHYSICAL: 1}),
        "constraint": word("constraint", CONSTRAINTS),
        "secondary_constraint": word("secondary_constraint", CONSTRAINTS),
        **{name: Ordinal(F(name)) for name in DATES},
        "levelled_start": whole("levelled_start", empty=NONE),
        **{name: whole(name, empty=NONE) for name in STORED},
        **{name: word(name, {True: 1}) for name in FLAGS},
    },
)
LINKS = Table(
    Link,
    {
        "id": whole("id"),
        "predecessor": whole("predecessor_id"),
        "successor": whole("successor_id"),
        "kind": word("kind", {each: plan.LinkKind[each.name] for each in w.LinkKind}),
        "lag": whole("lag_days", scale=LAG_SCALE),
        "clock": word("lag_clock", {each: plan.LagClock[each.name] for each in w.LagClock}),
        "percent": whole("lag_percent", scale=PERCENT_SCALE, empty=UNSAID),
    },
)


@dataclass(frozen=True)
class ProjectNetwork:
    """A project's plan as columns, with what a computation writes back to.

    ids, link_ids: of the activities and links, in the order of the columns
    stored: what the last computation said, NONE where it said nothing
    day_minutes: minutes of a day of each activity's calendar
    pins: instants before which the adopted levelling lets no activity start, NONE for no such
    unlevelled: the columns without these
    """

    ids: NDArray[np.int64]
    link_ids: NDArray[np.int64]
    columns: Columns
    stored: Numbers
    day_minutes: NDArray[np.int64]
    options: Options
    pins: NDArray[np.int64]
    unlevelled: Columns

    @cached_property
    def plan(self) -> plan.Plan:
        """The plan as objects, each activity named by its id in digits."""
        return plan_of(self.columns, list(map(str, self.ids.tolist())))

    @property
    def plain(self) -> "ProjectNetwork":
        """The network as if no levelling had been adopted."""
        return dataclasses.replace(self, columns=self.unlevelled)

    @property
    def whole(self) -> Packed:
        """The network as it is kept."""
        pins = self.pins if self.columns is not self.unlevelled else None
        return Packed(self.columns, self.ids, self.link_ids, self.options, pins)

    def packed(self) -> bytes:
        """The network as bytes, to be compared with later ones."""
        return pack(self.whole)

    @property
    def mark(self) -> str:
        """A mark of everything an answer rests on: another plan, or another day, has another."""
        return hashlib.sha256(self.packed()).hexdigest()[:32]


def network_of(project: Project, *, today: datetime.date) -> ProjectNetwork:
    """Read a project's plan; five queries at most.

    Where the project has no data date, work that has begun is placed from `today` on (the
    project's local day); where it has no planned start, the plan begins with its first date.
    """
    found = ACTIVITIES.read(project_id=project.pk)
    rows = LINKS.read(project_id=project.pk)
    times, options = worktimes_of(project), options_of(project)
    data_date = data_date_of(project, found, today)
    own = _calendars(found, times)
    per_day = np.array([calendar.minutes_per_day for calendar in times.calendars], np.int64)
    given = Columns(
        start=day_start(_start_of(project, found, data_date or today)),
        data_date=NONE if data_date is None else day_start(data_date),
        must_finish_by=NONE if project.must_finish_by is None else day_end(project.must_finish_by),
        project_calendar=times.project,
        calendars=times.calendars,
        calendar=own.astype(np.int32),
        **_work(found, per_day[own]),
        **_demands(found),
        **_links(found, rows),
    )
    given = dataclasses.replace(given, link_lag=_lags(given, options, rows, per_day))
    return ProjectNetwork(
        ids=found["id"],
        link_ids=rows["id"],
        columns=pinned(given, found["levelled_start"]),
        pins=found["levelled_start"],
        unlevelled=given,
        stored={name: found[name] for name in (*STORED, *FLAGS)},
        day_minutes=per_day[own],
        options=options,
    )


def data_date_of(project: Project, found: Numbers, today: datetime.date) -> datetime.date | None:
    """Return the day up to whose start progress is known; None while nothing has begun."""
    if project.data_date is not None:
        return project.data_date
    return today if (found["actual_start"] + found["actual_finish"] > 0).any() else None


def _start_of(project: Project, found: Numbers, otherwise: datetime.date) -> datetime.date:
    if project.planned_start is not None:
        return project.planned_start
    known = np.concatenate([found["planned_start"], found["actual_start"]])
    known = known[known > 0]
    return datetime.date.fromordinal(int(known.min())) if len(known) else otherwise


def _calendars(found: Numbers, times: WorkTimes) -> NDArray[np.int64]:
    """Which calendar counts each activity's days."""
    places = {0: times.project, **times.places}
    own = np.array([places[pk] for pk in found["calendar"].tolist()], np.int64)
    own[found["elapsed"] == 1] = len(times.calendars) - 1
    return own


def _work(found: Numbers, per_day: NDArray[np.int64]) -> dict[str, Any]:
    """Durations, progress and actual dates."""
    duration = found["duration_days"] * per_day
    left = duration * (WHOLE_PERCENT - found["percent"] * (1 - found["physical"]))
    remaining = (left + WHOLE_PERCENT // 2) // WHOLE_PERCENT
    said = found["remaining_days"] != UNSAID
    remaining[said] = (found["remaining_days"] * per_day)[said]
    started, finished = found["actual_start"] > 0, found["actual_finish"] > 0
    remaining[finished] = 0
    status = np.full(len(duration), NOT_STARTED, np.int8)
    status[started], status[finished] = IN_PROGRESS, FINISHED
    # what is done without a known start counts as begun on the day it was done
    first = np.where(started, found["actual_start"], found["actual_finish"])
    begins = found["kind"] == plan.Kind.START_MILESTONE
    return {
        "work": remaining,
        "duration": duration,
        "kind": found["kind"].astype(np.int8),
        "status": status,
        "actual_start": np.where(begins | ~_milestones(found), _starts(first), _finishes(first)),
        "actual_finish": np.where(
            begins, _starts(found["actual_finish"]), _finishes(found["actual_finish"])
        ),
        "resume_at": np.where(started & ~finished, _starts(found["resumes_on"]), NONE),
    }


def _demands(found: Numbers) -> dict[str, Any]:
    """Constraints; a date is the start of its day for starts and its end for finishes."""
    demands: dict[str, Any] = {"finish_by": _finishes(found["finish_by"])}
    for name, kind in (("constraint", "constraint"), ("constraint2", "secondary_constraint")):
        day = found[f"{kind}_date"]
        at_end = np.isin(found[kind], FROM_FINISH)
        demands[name] = found[kind].astype(np.int8)
        demands[f"{name}_at"] = np.where(at_end, _finishes(day), _starts(day))
    return demands


def _links(found: Numbers, rows: Numbers) -> dict[str, Any]:
    """Links by the places of their ends; the lags come when their calendars are known."""
    return {
        "link_pred": np.searchsorted(found["id"], rows["predecessor"]).astype(np.int32),
        "link_succ": np.searchsorted(found["id"], rows["successor"]).astype(np.int32),
        "link_kind": rows["kind"].astype(np.int8),
        "link_clock": rows["clock"].astype(np.int8),
        "link_lag": np.zeros(len(rows["id"]), np.int64),
    }


def _lags(
    given: Columns, options: Options, rows: Numbers, per_day: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Lags in minutes: days of the calendar that counts them, or a share of the predecessor."""
    lag = _rounded(rows["lag"] * per_day[lag_calendars(given, options.lag_clock)], LAG_SCALE)
    share = rows["percent"] * given.duration[given.link_pred]
    return np.where(rows["percent"] == UNSAID, lag, _rounded(share, WHOLE_PERCENT))


def _rounded(value: NDArray[np.int64], divisor: int) -> NDArray[np.int64]:
    """Divide to the nearest whole number, halves away from zero."""
    whole_part: NDArray[np.int64] = np.sign(value) * ((np.abs(value) + divisor // 2) // divisor)
    return whole_part


def _milestones(found: Numbers) -> NDArray[np.bool_]:
    return np.isin(found["kind"], (plan.Kind.START_MILESTONE, plan.Kind.FINISH_MILESTONE))


def _starts(days: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.where(days > 0, days * MINUTES_PER_DAY, NONE)


def _finishes(days: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.where(days > 0, (days + 1) * MINUTES_PER_DAY, NONE)
