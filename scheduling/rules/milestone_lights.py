"""Which planned days give an open milestone which colour: a rule turned round, for searching."""

import datetime
from dataclasses import dataclass

from scheduling.calendars.workdays import MONDAY_TO_FRIDAY, Calendar, NoWorkingDay
from scheduling.rules.light_rules import Colour, LightRule
from scheduling.rules.lights import Light, light_for


@dataclass(frozen=True)
class PlannedDays:
    """Planned days, both ends included, that give an open milestone one colour."""

    colour: Colour
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class MadeUp:
    """The colour of a milestone reached `days` calendar days late or later."""

    colour: Colour
    days: int


def open_colours(
    rule: LightRule,
    *,
    today: datetime.date,
    calendar: Calendar,
    within: tuple[datetime.date, datetime.date],
) -> list[PlannedDays]:
    """Which planned days `within` (both included) give an open milestone which colour today.

    The earlier a milestone was planned, the more bands hold; so the first band that holds only
    weakens from day to day, and the days of each lie together: halving finds where they end.
    """
    known: dict[int, Light] = {}

    def light(day: int) -> Light:
        if day not in known:
            known[day] = _open_light(rule, datetime.date.fromordinal(day), today, calendar)
        return known[day]

    def band(day: int) -> tuple[Colour, str, int | None]:
        found = light(day)
        return found.colour, found.reason.measure, found.reason.threshold

    first, end = within[0].toordinal(), within[1].toordinal()
    found: list[PlannedDays] = []
    while first <= end:
        last, beyond = first, end + 1
        while beyond - last > 1:
            middle = (last + beyond) // 2
            last, beyond = (middle, beyond) if band(middle) == band(first) else (last, middle)
        found.append(
            PlannedDays(
                light(first).colour,
                datetime.date.fromordinal(first),
                datetime.date.fromordinal(last),
            )
        )
        first = beyond
    return found


def made_up_colours(rule: LightRule) -> list[MadeUp]:
    """The colours other than green that stay after a milestone is reached, the strictest first."""
    return [
        MadeUp(band.colour, band.threshold)
        for band in rule.bands
        if band.measure == "made_up_days_late"
    ]


def _open_light(
    rule: LightRule, planned: datetime.date, today: datetime.date, calendar: Calendar
) -> Light:
    try:
        return light_for(rule, planned=planned, reached_on=None, today=today, calendar=calendar)
    except NoWorkingDay:
        # no milestone can be planned on such a day; the search needs any answer that fits in
        return light_for(
            rule, planned=planned, reached_on=None, today=today, calendar=MONDAY_TO_FRIDAY
        )
