"""Lights: a colour under a named, versioned rule, with the reason that decided it.

A rule is data. The same rule, facts and calendar always give the same light, so a light can be
replayed as of any past day: what happened after that day is not looked at.
"""

import datetime
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from scheduling.calendars.workdays import Calendar
from scheduling.rules.delays import due_soon_from
from scheduling.rules.light_facts import (
    MEASURES,
    Facts,
    made_up_days_late,
    milestone_facts,
    turning_days,
)
from scheduling.rules.light_rules import DAYS_LATE, PRESETS, Band, Colour, LightRule, Measure

__all__ = [
    "DAYS_LATE",
    "PRESETS",
    "Band",
    "Colour",
    "Facts",
    "Light",
    "LightRule",
    "Reason",
    "light_as_of",
    "light_for",
    "unchanged_since",
]


@dataclass(frozen=True)
class Reason:
    """What was measured and against what; absent where there is nothing to measure or compare.

    Days and months are whole; points are percentage points.
    """

    measure: Measure
    value: float | None
    threshold: int | None


@dataclass(frozen=True)
class Light:
    """A colour, the rule behind it, why, and the first day on which that reason held.

    `since` is None where there is no such day: nothing planned, or green from the beginning.
    """

    colour: Colour
    rule: str
    version: int
    reason: Reason
    since: datetime.date | None


def light_for(
    rule: LightRule,
    *,
    planned: datetime.date | None,
    reached_on: datetime.date | None,
    today: datetime.date,
    calendar: Calendar,
) -> Light:
    """The light of one milestone, done or not, as of `today`, the project's local day."""
    facts = milestone_facts(planned=planned, reached_on=reached_on)
    return light_as_of(rule, facts, today=today, calendar=calendar)


def light_as_of(
    rule: LightRule, facts: Facts, *, today: datetime.date, calendar: Calendar
) -> Light:
    """The light as of `today`, the project's local day, from all that is known of a thing.

    What happened after `today` had not happened yet then.
    """
    case = _Case(rule, facts, calendar)
    colour, reason = case.judged(today)
    since = None if colour == "grey" else case.since(today)
    return Light(colour, rule.name, rule.version, reason, since)


def unchanged_since(
    rule: LightRule, facts: Facts, *, today: datetime.date, calendar: Calendar
) -> datetime.date | None:
    """The first day of the unbroken run with today's colour and reason, grey ones included.

    None where it was so from the beginning.
    """
    return _Case(rule, facts, calendar).since(today)


@dataclass(frozen=True)
class _Case:
    """One rule held against one thing's facts."""

    rule: LightRule
    facts: Facts
    calendar: Calendar

    def judged(self, day: datetime.date) -> tuple[Colour, Reason]:
        """The colour at the end of a day, and why."""
        if self._closed(day):
            return self._judged_closed(day)
        for band in self.rule.bands:
            value = self._value(band, day)
            if value is not None and self._holds(band, value, day):
                return band.colour, Reason(band.measure, value, band.threshold)
        # green names what will first turn it: the weakest band that the plan lets us measure
        for band in reversed(self.rule.bands):
            value = self._value(band, day)
            if value is not None and band.colour != "green" and band.measure != "poor_quality":
                return "green", Reason(band.measure, value, band.threshold)
        return "grey", Reason("no_planned_date", None, None)

    def since(self, today: datetime.date) -> datetime.date | None:
        """The first day of the unbroken run of days with today's colour and reason.

        Between two turning days measures only grow, so that within them the days with one reason
        lie together at the end and are found by bisection.
        """
        reason, last = self._key(today.toordinal()), today.toordinal()
        for first in sorted(set(self._turns(today)), reverse=True):
            if self._key(first) != reason:
                later = range(first + 1, last + 1)
                place = bisect_left(later, True, key=lambda day: self._key(day) == reason)
                return datetime.date.fromordinal(later[place])
            if first == 1 or self._key(first - 1) != reason:
                return datetime.date.fromordinal(first)
            last = first - 1
        return None

    def _closed(self, day: datetime.date) -> bool:
        closed = self._closed_on
        return closed is not None and closed <= day

    @property
    def _closed_on(self) -> datetime.date | None:
        facts = self.facts
        return facts.started_on if self.rule.closes == "start" else facts.reached_on

    def _judged_closed(self, day: datetime.date) -> tuple[Colour, Reason]:
        """What was made up late may keep a colour; else it is green, and says how late it was."""
        for band in self.rule.bands:
            value = made_up_days_late(self.facts, day)
            if band.measure == "made_up_days_late" and value and value >= band.threshold:
                return band.colour, Reason(band.measure, value, band.threshold)
        starts, facts = self.rule.closes == "start", self.facts
        planned = facts.planned_start if starts else facts.planned_finish
        late = max(0, (self._closed_on - planned).days) if self._closed_on and planned else None
        return "green", Reason("started" if starts else "reached", late, None)

    def _value(self, band: Band, day: datetime.date) -> float | None:
        planned = self.facts.planned_finish
        if band.measure == "working_days_left":
            return None if planned is None else self.calendar.count(day, planned)
        return MEASURES[band.measure](self.facts, day)

    def _holds(self, band: Band, value: float, day: datetime.date) -> bool:
        planned = self.facts.planned_finish
        if band.measure == "working_days_left" and planned is not None:
            # counted back from a day off, the band begins on a day that is worked
            return due_soon_from(planned, band.threshold, self.calendar) <= day
        return value > band.threshold if band.above else value >= band.threshold

    def _key(self, ordinal: int) -> tuple[Colour, Measure, int | None]:
        colour, reason = self.judged(datetime.date.fromordinal(ordinal))
        return colour, reason.measure, reason.threshold

    def _turns(self, today: datetime.date) -> Iterator[int]:
        """Ordinals up to today's of the days from which the light may change but by growing."""
        planned = self.facts.planned_finish
        days = set(turning_days(self.facts, today))
        if planned is not None and today <= planned:
            days |= {
                due_soon_from(planned, band.threshold, self.calendar).toordinal()
                for band in self.rule.bands
                if band.measure == "working_days_left"
            }
        return (day for day in days if day <= today.toordinal())
