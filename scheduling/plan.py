"""The plan as plain objects: what a computation is given. Frozen, validated at birth."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from scheduling.calendars.instants import FIRST, LAST
from scheduling.calendars.worktime import WorkTime

# a thousand years of minutes; no duration or lag is longer
LONGEST = 1000 * 366 * 1440


class AfterDataDate(ValueError):  # noqa: N818 - it names the fact
    """Something is said to have happened after the data date; `activity` is whose it is."""

    def __init__(self, activity: str, what: str) -> None:
        super().__init__(f"{activity}: the actual {what} lies after the data date")
        self.activity = activity


class Kind(enum.IntEnum):
    """What an activity is. An inspection milestone is shown as a finish milestone is."""

    TASK = 0
    START_MILESTONE = 1
    FINISH_MILESTONE = 2
    LEVEL_OF_EFFORT = 3


class LinkKind(enum.IntEnum):
    """From which end of the predecessor to which end of the successor."""

    FS = 0
    SS = 1
    FF = 2
    SF = 3


class Constraint(enum.IntEnum):
    """What a date demands of an activity; SNET to MFO bend to logic, the mandatory ones do not."""

    ASAP = 0
    SNET = 1
    SNLT = 2
    FNET = 3
    FNLT = 4
    MSO = 5
    MFO = 6
    MANDATORY_START = 7
    MANDATORY_FINISH = 8
    ALAP = 9


class LagClock(enum.IntEnum):
    """Whose calendar counts a link's lag; DEFAULT leaves it to the options."""

    DEFAULT = 0
    PREDECESSOR = 1
    SUCCESSOR = 2
    PROJECT = 3
    ELAPSED = 4


@dataclass(frozen=True)
class Bound:
    """A constraint and its instant (minutes of local wall time; none for ASAP and ALAP)."""

    kind: Constraint
    at: int | None = None

    def __post_init__(self) -> None:
        dated = self.kind not in (Constraint.ASAP, Constraint.ALAP)
        if dated != (self.at is not None):
            raise ValueError(f"{self.kind.name} {'needs' if dated else 'has no'} date")
        if self.at is not None and not FIRST <= self.at <= LAST:
            raise ValueError("a date lies in the years 1 to 9999")


@dataclass(frozen=True)
class Activity:
    """Planned work, and what is known of it at the data date.

    `duration` and `remaining` are working minutes of the activity's calendar; `remaining` is
    `duration` where nobody said otherwise and 0 when finished. Instants are minutes of local wall
    time. `finish_by` is a contract date: it lowers the late finish only. `resume_at` is when
    suspended work goes on.
    """

    id: str
    duration: int = 0
    kind: Kind = Kind.TASK
    calendar: str = ""
    constraint: Bound = Bound(Constraint.ASAP)
    constraint2: Bound = Bound(Constraint.ASAP)
    finish_by: int | None = None
    actual_start: int | None = None
    actual_finish: int | None = None
    remaining: int | None = None
    resume_at: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.duration <= LONGEST:
            raise ValueError(f"{self.id}: a duration lies between 0 and 1,000 years")
        if self.kind in (Kind.START_MILESTONE, Kind.FINISH_MILESTONE) and self.duration:
            raise ValueError(f"{self.id}: a milestone has no duration")
        if self.remaining is not None and not 0 <= self.remaining <= LONGEST:
            raise ValueError(f"{self.id}: the remaining duration lies between 0 and 1,000 years")
        if self.actual_finish is not None and self.actual_start is None:
            raise ValueError(f"{self.id}: finished work has started")
        if self.actual_finish is not None and self.actual_finish < (self.actual_start or 0):
            raise ValueError(f"{self.id}: the actual finish lies before the actual start")


@dataclass(frozen=True)
class Link:
    """Logic from one activity to another.

    `lag` is working minutes of the calendar that `clock` names, negative for a lead. With
    `lag_percent` the lag is that share of the predecessor's duration instead, rounded to the
    minute, halves up.
    """

    predecessor: str
    successor: str
    kind: LinkKind = LinkKind.FS
    lag: int = 0
    clock: LagClock = LagClock.DEFAULT
    lag_percent: float | None = None

    def __post_init__(self) -> None:
        if self.predecessor == self.successor:
            raise ValueError(f"{self.predecessor}: an activity cannot follow itself")
        if not abs(self.lag) <= LONGEST:
            raise ValueError(f"{self.predecessor} → {self.successor}: a lag is at most 1,000 years")
        if self.lag_percent is not None and not abs(self.lag_percent) <= 10_000:
            raise ValueError(f"{self.predecessor} → {self.successor}: a lag is at most 10,000 %")


@dataclass(frozen=True)
class Plan:
    """A network with its calendars.

    `start` is where work may begin, `data_date` up to when actuals are known, `must_finish_by`
    the contract finish; all are minutes of local wall time. `calendar` names the project's
    calendar, which activities without one use. `places` gives each activity's index.
    `known_until` is the last instant of an actual date where that is not the data date.
    """

    start: int
    calendars: Mapping[str, WorkTime]
    calendar: str
    activities: tuple[Activity, ...]
    links: tuple[Link, ...] = ()
    data_date: int | None = None
    must_finish_by: int | None = None
    known_until: int | None = None
    places: Mapping[str, int] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        ids = {activity.id: place for place, activity in enumerate(self.activities)}
        if len(ids) != len(self.activities):
            raise ValueError("two activities have the same id")
        for link in self.links:
            for end in (link.predecessor, link.successor):
                if end not in ids:
                    raise ValueError(f"a link names the unknown activity {end!r}")
        object.__setattr__(self, "places", ids)
        if self.calendar not in self.calendars:
            raise ValueError(f"no calendar {self.calendar!r}")
        for activity in self.activities:
            self._fits(activity)

    def _fits(self, activity: Activity) -> None:
        """Refuse an unknown calendar, and what happened after the data date.

        A working day's first minute still counts as the midnight before it.
        """
        calendar = self.calendars.get(activity.calendar or self.calendar)
        if calendar is None:
            raise ValueError(f"{activity.id}: no calendar {activity.calendar!r}")
        if self.data_date is None:
            return
        known = self.data_date if self.known_until is None else self.known_until
        for what, at in (("start", activity.actual_start), ("finish", activity.actual_finish)):
            if at is not None and at > known and not calendar.rests(known, at):
                raise AfterDataDate(activity.id, what)

    def place(self, activity: str) -> int:
        """The index of an activity; KeyError when there is none."""
        return self.places[activity]
