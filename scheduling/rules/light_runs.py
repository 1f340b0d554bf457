"""A light's past: the runs of days in which one colour held for one reason."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from scheduling.calendars.workdays import Calendar
from scheduling.rules.light_facts import ONE_DAY, Facts
from scheduling.rules.light_rules import LightRule
from scheduling.rules.lights import Light, light_as_of, unchanged_since


@dataclass(frozen=True)
class Run:
    """Days in a row, both ends included, whose colour, measure and threshold were the same.

    `light` is that of `last`, so that its reason says how far it had come. `first` is None where
    the run has no beginning; `light.since` is the same day, but None of every grey light.
    """

    light: Light
    first: datetime.date | None
    last: datetime.date


def light_runs(
    rule: LightRule, facts: Facts, *, today: datetime.date, calendar: Calendar
) -> Iterator[Run]:
    """The runs up to `today`, the project's local day, the latest first; without a gap.

    Each is found from the day before the one after it, so that the work grows with the number of
    changes and not with the days.
    """
    last = today
    while True:
        light = light_as_of(rule, facts, today=last, calendar=calendar)
        first = unchanged_since(rule, facts, today=last, calendar=calendar)
        yield Run(light, first, last)
        if first is None or first == datetime.date.min:
            return
        last = first - ONE_DAY
