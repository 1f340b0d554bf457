"""The ladder of an alert: when the next level is told, because nobody answered.

A level waits in office minutes since the level before it was told. Who signs (签收) ends it all;
a promised date (承诺日期) pauses the wait until that local day is over, and silence then resumes
it; a message of a level that could not be delivered brings the next level forward.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from scheduling.rules.delays import LAST_INSTANT, ONE_DAY, local_day_start
from scheduling.rules.office_hours import OfficeHours, Span, unpaused


@dataclass(frozen=True)
class Promise:
    """Somebody promised at `made_at` (UTC) that it will be done by `day` (local)."""

    made_at: datetime.datetime
    day: datetime.date


@dataclass(frozen=True)
class Life:
    """What became of an alert so far, in UTC.

    `ended_at` is when it was signed for or healed. `dead` says by level when a message of it was
    given up.
    """

    opened_at: datetime.datetime
    ended_at: datetime.datetime | None = None
    promises: Sequence[Promise] = ()
    dead: Mapping[int, datetime.datetime] = field(default_factory=dict)


def promised_until(day: datetime.date, zone: ZoneInfo) -> datetime.datetime:
    """The UTC instant at which the promised day is over on site."""
    return LAST_INSTANT if day == datetime.date.max else local_day_start(day + ONE_DAY, zone)


def pauses_of(promises: Iterable[Promise], zone: ZoneInfo) -> tuple[Span, ...]:
    """The spans in which a promise was trusted; a later promise takes the place of an earlier."""
    pauses: list[Span] = []
    for promise in sorted(promises, key=lambda each: each.made_at):
        begin, end = promise.made_at, promised_until(promise.day, zone)
        if pauses and pauses[-1][1] > begin:
            pauses[-1] = (pauses[-1][0], begin)
        pauses.append((begin, max(begin, end)))
    return tuple(pauses)


def climbs_at(
    since: datetime.datetime,
    wait: int,
    office: OfficeHours,
    *,
    pauses: Sequence[Span] = (),
    dead_at: datetime.datetime | None = None,
) -> datetime.datetime:
    """When the next level is told: `wait` office minutes after the one before was, at `since`.

    A message that died at `dead_at` makes it then, or when the promise made meanwhile is over.
    """
    due = office.after(since, wait, pauses)
    return due if dead_at is None else min(due, unpaused(max(since, dead_at), pauses))


def ladder(waits: Sequence[int], life: Life, office: OfficeHours) -> list[datetime.datetime]:
    """The instants at which the levels, the first one first, are told of an alert with this life.

    `waits` are office minutes per level, the first level's since the alert opened. Levels that
    are due only after the alert ended are left out.
    """
    pauses = pauses_of(life.promises, office.zone)
    due = life.opened_at
    told: list[datetime.datetime] = []
    for level, wait in enumerate(waits, start=1):
        due = climbs_at(due, wait, office, pauses=pauses, dead_at=life.dead.get(level - 1))
        if life.ended_at is not None and due >= life.ended_at:
            break
        told.append(due)
    return told


def level_at(told: Sequence[datetime.datetime], now: datetime.datetime) -> int:
    """The highest level that is told by `now`; 0 where none is."""
    return sum(due <= now for due in told)
