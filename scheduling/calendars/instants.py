"""Instants: whole minutes of the project's local wall time, counted from 0001-01-01 00:00.

Wall time has no daylight saving: a working day that begins at 08:00 does so all year round.
"""

import datetime

MINUTES_PER_DAY = 1440
# no instant; far below every real one, so that max() ignores it
NONE = -(2**62)
FIRST_DAY = datetime.date.min.toordinal()
LAST_DAY = datetime.date.max.toordinal()
FIRST = FIRST_DAY * MINUTES_PER_DAY
# the end of 9999-12-31
LAST = (LAST_DAY + 1) * MINUTES_PER_DAY


def instant(value: datetime.datetime) -> int:
    """The minute of a naive local time; seconds are cut off."""
    return value.toordinal() * MINUTES_PER_DAY + value.hour * 60 + value.minute


def day_start(day: datetime.date) -> int:
    """The first minute of a day."""
    return day.toordinal() * MINUTES_PER_DAY


def day_end(day: datetime.date) -> int:
    """The minute after the last one of a day, which is the first of the next."""
    return day_start(day) + MINUTES_PER_DAY


def moment(minute: int) -> datetime.datetime:
    """The naive local time of an instant."""
    day, rest = divmod(minute, MINUTES_PER_DAY)
    return datetime.datetime.combine(
        datetime.date.fromordinal(day), datetime.time(rest // 60, rest % 60)
    )


def start_day(minute: int) -> datetime.date:
    """The day on which something that starts at `minute` starts."""
    return datetime.date.fromordinal(minute // MINUTES_PER_DAY)


def finish_day(minute: int) -> datetime.date:
    """The last day of something that finishes at `minute`: midnight belongs to the day before."""
    return datetime.date.fromordinal((minute - 1) // MINUTES_PER_DAY)
