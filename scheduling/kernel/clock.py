"""Between instants and working minutes: two array look-ups each way.

The *position* of an instant in a calendar is the working minutes from the start of the tables up
to it. All the minutes of a night have the position of the evening before, so a position has two
instants around a gap: a start takes the later one (08:00), a finish the earlier one (17:00).
"""

from typing import Any, NamedTuple

from scheduling.kernel.compiled import compiled, inner, record

DAY = 1440


@record
class Clocks(NamedTuple):
    """Calendars as tables over one span of days; see `tables.clocks`.

    first_day, days: the span, as a day ordinal and a count
    worked: per calendar `days + 1` entries, working minutes before each day
    day_type: per calendar `days` entries, which list of shifts a day has
    shift_ptr, shift_start, shift_finish: the lists, minutes of the day
    guess, guess_ptr, quantum: where to look for a position: the day of `position // quantum`
    """

    first_day: int
    days: int
    worked: Any
    day_type: Any
    shift_ptr: Any
    shift_start: Any
    shift_finish: Any
    guess: Any
    guess_ptr: Any
    quantum: Any


@compiled
def position(clocks: Clocks, calendar: int, instant: int) -> int:
    """Working minutes before `instant`; at the ends of the tables it stays at their end."""
    day = instant // DAY - clocks.first_day
    if day < 0:
        return 0
    row = calendar * (clocks.days + 1)
    if day >= clocks.days:
        return clocks.worked[row + clocks.days]  # type: ignore[no-any-return] # an array's element
    minute = instant - (day + clocks.first_day) * DAY
    total = clocks.worked[row + day]
    kind = clocks.day_type[calendar * clocks.days + day]
    for shift in range(clocks.shift_ptr[kind], clocks.shift_ptr[kind + 1]):
        start = clocks.shift_start[shift]
        if minute <= start:
            break
        total += min(minute, clocks.shift_finish[shift]) - start
    return total  # type: ignore[no-any-return] # an array's element


@compiled
def start_at(clocks: Clocks, calendar: int, position: int) -> int:
    """The later instant of a position; just outside the tables when it is not in them."""
    row = calendar * (clocks.days + 1)
    if position < 0:
        return clocks.first_day * DAY - 1
    if position >= clocks.worked[row + clocks.days]:
        return (clocks.first_day + clocks.days) * DAY
    day = clocks.guess[clocks.guess_ptr[calendar] + position // clocks.quantum[calendar]]
    while clocks.worked[row + day + 1] <= position:
        day += 1
    rest = position - clocks.worked[row + day]
    kind = clocks.day_type[calendar * clocks.days + day]
    shift = clocks.shift_ptr[kind]
    while rest >= clocks.shift_finish[shift] - clocks.shift_start[shift]:
        rest -= clocks.shift_finish[shift] - clocks.shift_start[shift]
        shift += 1
    return (day + clocks.first_day) * DAY + clocks.shift_start[shift] + rest  # type: ignore[no-any-return] # an array's element


@compiled
def finish_at(clocks: Clocks, calendar: int, position: int) -> int:
    """The earlier instant of a position: one minute after the minute before was begun."""
    return start_at(clocks, calendar, position - 1) + 1


@compiled
def shifted(clocks: Clocks, calendar: int, instant: int, lag: int) -> int:
    """`instant` moved by `lag` working minutes: when a positive lag is over, a negative begins."""
    if lag > 0:
        return finish_at(clocks, calendar, position(clocks, calendar, instant) + lag)
    if lag < 0:
        return start_at(clocks, calendar, position(clocks, calendar, instant) + lag)
    return instant


@inner
def moved(clocks: Clocks, own: int, other: int, clock: int, at: int, instant: int, lag: int) -> int:
    """The position in calendar `own` of an end of an activity in `other`, moved by a lag.

    `at` and `instant` are that end; `clock` counts the lag. Within one calendar it is a sum.
    """
    if own == other and own == clock:
        return at + lag
    return position(clocks, own, shifted(clocks, clock, instant, lag))


@inner
def works(clocks: Clocks, calendar: int, instant: int) -> bool:
    """Does the instant lie inside or at an edge of working time?"""
    at = position(clocks, calendar, instant)
    return instant == start_at(clocks, calendar, at) or instant == finish_at(clocks, calendar, at)
