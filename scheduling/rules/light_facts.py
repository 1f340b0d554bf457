"""What light rules look at: dated facts, and what they measure on a day.

Every fact carries its day, so that a light can be replayed: what came later is not looked at.
"""

import datetime
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from scheduling.measures.progress import time_proportional
from scheduling.rules.light_rules import BandMeasure

ONE_DAY = datetime.timedelta(days=1)
# percent are measured to this many places; what lies beyond is the computer's rounding
PLACES = 9


@dataclass(frozen=True)
class Span:
    """Some days, both ends included; without a last day it is still open."""

    first: datetime.date
    last: datetime.date | None = None

    def holds(self, day: datetime.date) -> bool:
        """Does the span include the day?"""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Percent:
    """A cumulative percent, 0 to 100, at the end of a day."""

    day: datetime.date
    percent: float


@dataclass(frozen=True)
class Facts:
    """What is known of one milestone, activity or project.

    planned_start, planned_finish: of the plan that is compared, which people have approved
    started_on, reached_on: what has happened
    planned: the planned curve in order of days, straight between its points; without one progress
    is to be even over the planned days
    reports: percents in the order in which they came; the last of a day counts
    excuses: when there was a good reason for not starting; poor_quality: when a finding was open
    """

    planned_start: datetime.date | None = None
    planned_finish: datetime.date | None = None
    started_on: datetime.date | None = None
    reached_on: datetime.date | None = None
    planned: tuple[Percent, ...] = ()
    reports: tuple[Percent, ...] = ()
    excuses: tuple[Span, ...] = ()
    poor_quality: tuple[Span, ...] = ()


def milestone_facts(*, planned: datetime.date | None, reached_on: datetime.date | None) -> Facts:
    """What is known of a milestone: its planned day, and the day on which it was reached.

    It starts as it finishes. Nothing is demanded of it (序时进度 0) before its planned day is
    over and all (100) from then on; it is done (100) or not (0).
    """
    steps: tuple[Percent, ...] = ()
    if planned is not None and planned < datetime.date.max:
        steps = (Percent(planned, 0.0), Percent(planned + ONE_DAY, 100.0))
    return Facts(
        planned_start=planned,
        planned_finish=planned,
        started_on=reached_on,
        reached_on=reached_on,
        planned=steps,
        reports=(Percent(reached_on, 100.0),) if reached_on is not None else (),
    )


def planned_percent(facts: Facts, day: datetime.date) -> float | None:
    """序时进度: what should be done at the end of the day; None where nothing is planned."""
    if not facts.planned:
        if facts.planned_start is None or facts.planned_finish is None:
            return None
        return time_proportional(facts.planned_start, facts.planned_finish, day)
    place = bisect_right(facts.planned, day, key=lambda point: point.day)
    if place == 0:
        return 0.0
    before = facts.planned[place - 1]
    if place == len(facts.planned):
        return before.percent
    after = facts.planned[place]
    share = (day - before.day).days / (after.day - before.day).days
    return before.percent + share * (after.percent - before.percent)


def reported_percent(facts: Facts, day: datetime.date) -> float:
    """The last percent that was reported up to the day; 0 before the first."""
    known = [report for report in facts.reports if report.day <= day]
    # of reports of one day max() would keep the first
    return max(reversed(known), key=lambda report: report.day).percent if known else 0.0


def points_behind(facts: Facts, day: datetime.date) -> float | None:
    """Percentage points below the plan at the end of the day; negative when ahead."""
    planned = planned_percent(facts, day)
    return None if planned is None else round(planned - reported_percent(facts, day), PLACES)


def months_unstarted(facts: Facts, day: datetime.date) -> int | None:
    """Months in a row, the planned one included, that ended before `day` without start or reason.

    A month is excused when there was a good reason on its last day.
    """
    if facts.planned_start is None:
        return None
    count, last = 0, day.replace(day=1).toordinal() - 1
    while last >= facts.planned_start.toordinal():
        month_end = datetime.date.fromordinal(last)
        if any(excuse.holds(month_end) for excuse in facts.excuses):
            break
        count += 1
        last = month_end.replace(day=1).toordinal() - 1
    return count


def calendar_days_late(facts: Facts, day: datetime.date) -> int | None:
    """Calendar days after the planned finish; negative before it."""
    return None if facts.planned_finish is None else (day - facts.planned_finish).days


def made_up_days_late(facts: Facts, day: datetime.date) -> int | None:
    """Calendar days from the planned to the real finish, once that has come."""
    if facts.planned_finish is None or facts.reached_on is None or facts.reached_on > day:
        return None
    return (facts.reached_on - facts.planned_finish).days


def poor_quality(facts: Facts, day: datetime.date) -> int:
    """1 while a finding on quality is open."""
    return int(any(span.holds(day) for span in facts.poor_quality))


# beside these, working days left need a calendar
MEASURES: Mapping[BandMeasure, Callable[[Facts, datetime.date], float | None]] = {
    "calendar_days_late": calendar_days_late,
    "points_behind": points_behind,
    "points_behind_unruled": points_behind,
    "months_unstarted": months_unstarted,
    "made_up_days_late": made_up_days_late,
    "poor_quality": poor_quality,
}


def turning_days(facts: Facts, today: datetime.date) -> Iterator[int]:
    """Ordinals of the days from which a measure may fall; until the next one it only grows."""
    for day in (facts.planned_start, facts.started_on, facts.reached_on):
        if day is not None:
            yield day.toordinal()
    if facts.planned_finish is not None:
        yield facts.planned_finish.toordinal() + 1
    for point in (*facts.planned, *facts.reports):
        yield point.day.toordinal()
    for span in (*facts.poor_quality, *facts.excuses):
        yield span.first.toordinal()
        if span.last is not None:
            yield span.last.toordinal() + 1
    for excuse in facts.excuses:
        yield from _months_after(excuse, today)


def _months_after(excuse: Span, today: datetime.date) -> Iterator[int]:
    """The first days of the months that follow an excused month end: the row begins anew."""
    day = excuse.first
    while day <= today and excuse.holds(day):
        following = (day.replace(day=28) + 4 * ONE_DAY).replace(day=1)
        yield following.toordinal()
        day = following
