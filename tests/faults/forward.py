"""A clock that runs ahead, for processes that have Django: hours of scans in seconds.

Only the clock is made; scans, the dispatch loop, the database and the mail server are real.
"""

import datetime
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass

from projects.models import Activity, AlertDelivery, AlertRule, Membership, Project
from projects.models.alert_words import AlertKind
from projects.models.words import Role
from projects.services.alerts import alerts_scan, deliveries_deliver
from projects.services.planning.projects import project_update
from tests import factories

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
# no hour of these nights is there twice or not at all in vain: reminders are for two o'clock
REMIND_FROM = datetime.time(2)


@dataclass
class Forward:
    """The instant that scans and sends are told (UTC)."""

    now: datetime.datetime

    def clock(self) -> datetime.datetime:
        """What a dispatcher reads."""
        return self.now

    def look(self) -> None:
        """Scan and deliver once, at this instant."""
        alerts_scan(now=self.now, storm_least=10**9)
        deliveries_deliver(clock=self.clock)

    def run(
        self, span: datetime.timedelta, step: datetime.timedelta
    ) -> Iterator[datetime.datetime]:
        """Look at every step of a span, the first one at once."""
        ends = self.now + span
        while self.now < ends:
            yield self.now
            self.look()
            self.now += step


def watched_milestone(zone: str, planned: datetime.date) -> Activity:
    """A milestone, and one official who is told of it."""
    project = factories.ProjectFactory.create(time_zone=zone)
    factories.MembershipFactory.create(project=project, role=Role.OFFICIAL)
    return factories.MilestoneFactory.create(project=project, building=None, planned_finish=planned)


def reminder_in_a_day() -> None:
    """F07: look every ten minutes for 26 hours after the first message; print the reminders."""
    milestone = watched_milestone("Asia/Shanghai", datetime.date(2026, 3, 2))
    # four in the afternoon in Shanghai
    forward = Forward(datetime.datetime(2026, 3, 4, 8, tzinfo=datetime.UTC))
    for _ in forward.run(26 * HOUR, HOUR / 6):
        pass
    print(AlertDelivery.objects.filter(milestone=milestone, reminder=True).count())  # noqa: T201 - the answer


@dataclass(frozen=True)
class Nights:
    """Days around something odd; `moves_to`: the zone the project changes to in the middle."""

    name: str
    zone: str
    middle: datetime.date
    moves_to: str = ""


NIGHTS = (
    Nights("Paris springs forward", "Europe/Paris", datetime.date(2026, 3, 29)),
    Nights("Paris falls back", "Europe/Paris", datetime.date(2026, 10, 25)),
    Nights("New York springs forward", "America/New_York", datetime.date(2026, 3, 8)),
    Nights("New York falls back", "America/New_York", datetime.date(2026, 11, 1)),
    Nights("Shanghai, leap day", "Asia/Shanghai", datetime.date(2028, 2, 29)),
    Nights("Shanghai, year end", "Asia/Shanghai", datetime.date(2027, 1, 1)),
    Nights("moves west", "Asia/Shanghai", datetime.date(2026, 6, 10), "America/New_York"),
    Nights("moves east", "America/New_York", datetime.date(2026, 6, 10), "Asia/Shanghai"),
)


def odd_nights(*, days: int, minutes: int) -> None:
    """F12: remind over every kind of odd night; print how many messages that made.

    Every local day has one message and none has two; a reminder comes at the first look from two
    o'clock on, and on the night without that hour at three.
    """
    AlertRule.objects.filter(project=None, kind=AlertKind.OVERDUE).update(remind_from=REMIND_FROM)
    for nights in NIGHTS:
        _odd(nights, days=days, step=datetime.timedelta(minutes=minutes))
    print(AlertDelivery.objects.count())  # noqa: T201 - the answer


def _odd(nights: Nights, *, days: int, step: datetime.timedelta) -> None:
    zone = zoneinfo.ZoneInfo(nights.zone)
    begins = nights.middle - days // 2 * DAY
    milestone = watched_milestone(nights.zone, begins - 7 * DAY)
    noon = datetime.datetime.combine(begins, datetime.time(12), zone)
    forward = Forward(noon.astimezone(datetime.UTC))
    # by local day the instant of the look that is to tell: the very first, then each from two on
    expected = {begins: forward.now}
    for now in forward.run(days * DAY, step):
        if nights.moves_to and now.astimezone(zone).date() == nights.middle:
            zone = zoneinfo.ZoneInfo(nights.moves_to)
            project = Project.objects.get(pk=milestone.project_id)
            if project.time_zone != nights.moves_to:
                project_update(project=project, data={"time_zone": nights.moves_to})
        local = now.astimezone(zone)
        if local.time() >= REMIND_FROM:
            expected.setdefault(local.date(), now)
    rows = AlertDelivery.objects.filter(milestone=milestone)
    assert dict(rows.values_list("occurrence", "created_at")) == expected, nights.name
    assert sorted(expected) == [begins + n * DAY for n in range(len(expected))], nights.name
    assert len(rows) == len(expected) >= days, nights.name
    assert {row.state for row in rows} == {"sent"}, nights.name
    # other nights lie in other years, and nothing more is to be told of this one
    Membership.objects.filter(project=milestone.project_id).delete()
