"""Working time: which minutes of which days a calendar works."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from scheduling.calendars.instants import MINUTES_PER_DAY
from scheduling.calendars.workdays import Calendar, NoWorkingDay

# a day's shifts: (start, finish) in minutes of the day, in order, not overlapping
Shifts = tuple[tuple[int, int], ...]

CLOSED: Shifts = ()
ALL_DAY: Shifts = ((0, MINUTES_PER_DAY),)
OFFICE: Shifts = ((480, 720), (780, 1020))


@dataclass(frozen=True)
class WorkTime:
    """A weekly pattern of shifts, and dated exceptions that replace a day's shifts.

    `weekly` holds the shifts of Monday to Sunday. An exception may close a day or work one that
    the week does not (调休). `minutes_per_day` is how many working minutes people call a day of
    this calendar; durations and floats in days are divided by it. `provisional_years` are years
    whose exceptions rest on a forecast.
    """

    weekly: tuple[Shifts, ...]
    exceptions: Mapping[datetime.date, Shifts] = field(default_factory=dict, hash=False)
    name: str = ""
    minutes_per_day: int = 480
    provisional_years: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if len(self.weekly) != 7:
            raise ValueError("a weekly pattern has seven days, Monday to Sunday")
        for shifts in {*self.weekly, *self.exceptions.values()}:
            shifts_checked(shifts)
        if not 1 <= self.minutes_per_day <= MINUTES_PER_DAY:
            raise ValueError("a day has 1 to 1440 working minutes")
        if not any(self.weekly) and not any(self.exceptions.values()):
            raise NoWorkingDay(f"calendar {self.name!r} works no day")
        object.__setattr__(self, "exceptions", MappingProxyType(dict(self.exceptions)))

    def shifts(self, day: datetime.date) -> Shifts:
        """The shifts of one day."""
        return self.exceptions.get(day, self.weekly[day.weekday()])

    def rests(self, begin: int, end: int) -> bool:
        """Is no minute between two instants worked? Then they have one position."""
        for ordinal in range(begin // MINUTES_PER_DAY, -(-end // MINUTES_PER_DAY)):
            midnight = ordinal * MINUTES_PER_DAY
            for start, finish in self.shifts(datetime.date.fromordinal(ordinal)):
                if max(midnight + start, begin) < min(midnight + finish, end):
                    return False
        return True


def shifts_checked(shifts: Shifts) -> None:
    """Refuse shifts that overlap, run backwards or leave the day."""
    last = 0
    for start, finish in shifts:
        if not last <= start < finish <= MINUTES_PER_DAY:
            raise ValueError(f"shifts must follow one another within a day, not {shifts}")
        last = finish


def whole_days(calendar: Calendar, shifts: Shifts = ALL_DAY) -> WorkTime:
    """Working time of a calendar that knows worked days only: the same shifts on each of them."""
    minutes = sum(finish - start for start, finish in shifts)
    return WorkTime(
        weekly=tuple(shifts if worked else CLOSED for worked in calendar.weekly),
        exceptions={
            day: shifts if worked else CLOSED for day, worked in calendar.exceptions.items()
        },
        name=calendar.name,
        minutes_per_day=minutes,
        provisional_years=calendar.provisional_years,
    )


def always(name: str = "24 h") -> WorkTime:
    """The calendar of calendar-day durations (日历天) and elapsed lags: every minute works."""
    return WorkTime(weekly=(ALL_DAY,) * 7, name=name, minutes_per_day=MINUTES_PER_DAY)


@dataclass(frozen=True)
class Season:
    """A dated layer over a calendar: a stop (Spring Festival, winter concrete) or a rush.

    Every day from `first` to `last`, both included, gets `shifts`; no shift closes it.
    """

    name: str
    first: datetime.date
    last: datetime.date
    shifts: Shifts = CLOSED

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"season {self.name!r} ends before it begins")


def layered(base: WorkTime, seasons: Iterable[Season]) -> WorkTime:
    """The calendar with seasons laid over it, the later ones on top."""
    exceptions = dict(base.exceptions)
    for season in seasons:
        for ordinal in range(season.first.toordinal(), season.last.toordinal() + 1):
            exceptions[datetime.date.fromordinal(ordinal)] = season.shifts
    return WorkTime(
        weekly=base.weekly,
        exceptions=exceptions,
        name=base.name,
        minutes_per_day=base.minutes_per_day,
        provisional_years=base.provisional_years,
    )
