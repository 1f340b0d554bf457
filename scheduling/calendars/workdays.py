"""Which days are worked, and arithmetic on them in whole days."""

import datetime
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

# a calendar that works no day within this span is a mistake, not a long holiday
HORIZON_DAYS = 3660
LAST_ORDINAL = datetime.date.max.toordinal()


class NoWorkingDay(ValueError):  # noqa: N818 - it names the fact
    """The calendar works no day within ten years of the one asked about."""


@dataclass(frozen=True)
class Calendar:
    """A weekly pattern and dated exceptions that close *or open* a day.

    `weekly` says for Monday to Sunday whether the day is worked. `exceptions` wins over it.
    `provisional_years` are years whose exceptions rest on a forecast, not on a notice.
    All arithmetic rests on W(d), the working days from 0001-01-01 up to and including d.
    """

    weekly: tuple[bool, ...]
    exceptions: Mapping[datetime.date, bool] = field(default_factory=dict, hash=False)
    name: str = ""
    provisional_years: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if len(self.weekly) != 7:
            raise ValueError("a weekly pattern has seven days, Monday to Sunday")
        for day in self.exceptions:
            if isinstance(day, datetime.datetime):
                raise TypeError(f"an exception is a date without a time, not {day}")
        # a private copy: nobody changes a calendar that others already counted with
        object.__setattr__(self, "exceptions", MappingProxyType(dict(self.exceptions)))
        object.__setattr__(self, "weekly", tuple(map(bool, self.weekly)))
        if not any(self.weekly) and not any(self.exceptions.values()):
            raise NoWorkingDay(f"calendar {self.name!r} works no day")

    def __reduce__(self) -> tuple[type["Calendar"], tuple[object, ...]]:
        # a mapping proxy cannot be pickled, and caches pickle
        return Calendar, (self.weekly, dict(self.exceptions), self.name, self.provisional_years)

    def is_worked(self, day: datetime.date) -> bool:
        """Is `day` worked?"""
        return self.exceptions.get(day, self.weekly[day.weekday()])

    def count(self, start: datetime.date, finish: datetime.date) -> int:
        """Working days in the half-open span (start, finish]; negative when finish < start.

        The day after a planned date is the first that counts as late, hence the open start.
        """
        return self._worked_until(finish.toordinal()) - self._worked_until(start.toordinal())

    def add(self, day: datetime.date, working_days: int) -> datetime.date:
        """The n-th worked day after `day`, or before it when n is negative; 0 is `day` itself.

        `day` need not be worked and is never counted, so for n > 0 `count(day, result) == n`.
        """
        start = day.toordinal()
        if working_days > 0:
            return self._worked_day(self._worked_until(start) + working_days, near=start)
        if working_days < 0:
            return self._worked_day(
                self._worked_until(start - 1) + 1 + working_days, near=start - 1
            )
        return day

    def working_days_in_month(self, year: int, month: int) -> int:
        """Working days of one month."""
        first = datetime.date(year, month, 1).toordinal()
        days = 31 if month == 12 else (datetime.date(year, month + 1, 1).toordinal() - first)
        return self._worked_until(first + days - 1) - self._worked_until(first - 1)

    def is_provisional(self, day: datetime.date) -> bool:
        """Does `day` lie in a year whose make-up days are not announced yet?"""
        return day.year in self.provisional_years

    def _worked_until(self, ordinal: int) -> int:
        """W(d) by arithmetic and one bisection; `ordinal` 0 is the eve of 0001-01-01."""
        # 0001-01-01 is a Monday and has ordinal 1
        weeks, rest = divmod(ordinal, 7)
        usual = weeks * sum(self.weekly) + sum(self.weekly[:rest])
        days, changes = self._changes
        return usual + changes[bisect_right(days, ordinal)]

    def _worked_day(self, total: int, *, near: int) -> datetime.date:
        """The worked day d with W(d) == `total`."""
        self._is_near(near, ahead=total > self._worked_until(near))
        if not 1 <= total <= self._worked_until(LAST_ORDINAL):
            raise NoWorkingDay(f"calendar {self.name!r} works no day where the count leads")
        low, high = 1, LAST_ORDINAL
        while low < high:
            middle = (low + high) // 2
            if self._worked_until(middle) < total:
                low = middle + 1
            else:
                high = middle
        return datetime.date.fromordinal(low)

    def _is_near(self, ordinal: int, *, ahead: bool) -> None:
        """Refuse to look for a working day beyond the horizon."""
        reach = ordinal + HORIZON_DAYS if ahead else ordinal - HORIZON_DAYS
        reach = min(max(reach, 0), LAST_ORDINAL)
        if self._worked_until(reach) == self._worked_until(ordinal):
            raise NoWorkingDay(f"calendar {self.name!r} works no day within ten years")

    @cached_property
    def _changes(self) -> tuple[list[int], list[int]]:
        """Ordinals of the exceptions that change a day, and the running sum of what they change."""
        days: list[int] = []
        sums = [0]
        for day in sorted(self.exceptions):
            change = int(self.exceptions[day]) - int(self.weekly[day.weekday()])
            if change:
                days.append(day.toordinal())
                sums.append(sums[-1] + change)
        return days, sums


MONDAY_TO_FRIDAY = Calendar(weekly=(True,) * 5 + (False,) * 2, name="Mon-Fri")
