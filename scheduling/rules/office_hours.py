"""Office hours: how long people could have answered, which is what a ladder's wait counts."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from scheduling.calendars.workdays import Calendar
from scheduling.calendars.worktime import Shifts, shifts_checked
from scheduling.rules.delays import ONE_DAY, local_instant

# 09:00-12:00 and 13:00-18:00, in minutes of the day
SHIFTS: Shifts = ((540, 720), (780, 1080))

# from the first to the second of two UTC instants, the second not included
Span = tuple[datetime.datetime, datetime.datetime]


@dataclass(frozen=True)
class OfficeHours:
    """The hours in which offices are open: the worked days of `calendar`, in `zone`.

    `shifts` are the hours of every worked day, make-up days (调休) included, in minutes of local
    wall time. An hour that clocks skip is none, one that returns counts twice.
    """

    calendar: Calendar
    zone: ZoneInfo
    shifts: Shifts = SHIFTS

    def __post_init__(self) -> None:
        shifts_checked(self.shifts)
        if not self.shifts:
            raise ValueError("an office is open at some hour")

    def after(
        self, instant: datetime.datetime, minutes: int, pauses: Sequence[Span] = ()
    ) -> datetime.datetime:
        """The first UTC instant by which `minutes` office minutes have passed since `instant`.

        Minutes within `pauses`, which follow one another, do not count. No minutes are no wait:
        the instant itself, or the end of the pause that it lies in. Raises NoWorkingDay where
        the calendar opens no office within ten years.
        """
        left = datetime.timedelta(minutes=minutes)
        if not left:
            return unpaused(instant, pauses)
        spans = (part for span in self._open(instant) for part in without(span, pauses))
        begin, end = next(spans)
        while end - begin < left:
            left -= end - begin
            begin, end = next(spans)
        return begin + left

    def _open(self, instant: datetime.datetime) -> Iterator[Span]:
        """The spans in which offices are open, from `instant` on, without an end."""
        # the day before: the first worked day after it may be today
        day = instant.astimezone(self.zone).date() - ONE_DAY
        while True:
            day = self.calendar.add(day, 1)
            for shift in self.shifts:
                begin, end = (self._instant(day, minute) for minute in shift)
                if end > instant:
                    yield max(begin, instant), end

    def _instant(self, day: datetime.date, minute: int) -> datetime.datetime:
        midnight = datetime.datetime.combine(day, datetime.time())
        return local_instant(midnight + datetime.timedelta(minutes=minute), self.zone)


def unpaused(instant: datetime.datetime, pauses: Sequence[Span]) -> datetime.datetime:
    """The instant itself, or the end of the pauses that it lies in."""
    for begin, end in pauses:
        if begin <= instant < end:
            instant = end
    return instant


def without(span: Span, pauses: Sequence[Span]) -> Iterator[Span]:
    """The parts of a span that lie in no pause; pauses are in order and do not overlap."""
    begin, end = span
    for first, last in pauses:
        if begin < min(first, end):
            yield begin, min(first, end)
        begin = max(begin, last)
    if begin < end:
        yield begin, end
