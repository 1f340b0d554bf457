"""What a message says of an alert, and the clock that leases go by."""

import datetime
import time
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from projects.models import Alert, Photo, ProgressEntry
from projects.models.alert_words import DATED, AlertKind
from projects.models.words import PhotoState
from projects.selectors.calendars import calendar_of, today_of
from projects.selectors.light_rules import rule_named
from scheduling.rules import delays, lights

# machines' clocks drift less in it than a lease would notice
CARRIED_SECONDS = 1.0


@dataclass(frozen=True)
class AlertStory:
    """The facts of an alert as of now; `working_days_late` is 0 while it is due soon."""

    alert: Alert
    today: datetime.date
    working_days_late: int
    light: str
    rule: lights.LightRule
    progress: ProgressEntry | None
    photo: Photo | None


class DatabaseClock:
    """The database's clock, read once in a while and carried on by this process's own."""

    def __init__(self) -> None:
        # one value, so that no thread sees half of another's reading
        self._read = (float("-inf"), timezone.now())

    def now(self) -> datetime.datetime:
        """Return the time (UTC); on SQLite the database's clock is this machine's."""
        if connection.vendor == "sqlite":
            return timezone.now()
        at, said = self._read
        passed = time.monotonic() - at
        if passed <= CARRIED_SECONDS:
            return said + datetime.timedelta(seconds=passed)
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            now: datetime.datetime = cursor.fetchone()[0]
        self._read = (time.monotonic(), now)
        return now


database_now = DatabaseClock().now


def working_days_late(alert: Alert, today: datetime.date) -> int:
    """How late an alert's milestone is today; 0 before its date, and where the date is no limit.

    A claim, a start that nobody reports on since and a gap in the progress are no dates to be
    late after.
    """
    if alert.kind in (AlertKind.CLAIMED, AlertKind.NO_REPORT, AlertKind.PROGRESS_GAP):
        return 0
    return delays.days_late(alert.planned_finish, today, calendar_of(alert.project))


def alert_story(*, alert: Alert, now: datetime.datetime) -> AlertStory:
    """Collect what a person should read about an alert."""
    project, milestone = alert.project, alert.milestone
    today = today_of(project, now)
    photos = Photo.objects.filter(project=project, state=PhotoState.READY)
    if milestone.building_id:
        photos = photos.filter(building_id=milestone.building_id)
    else:
        photos = photos.filter(activity_id=milestone.pk)
    calendar, dated = calendar_of(project), alert.kind in DATED
    planned = alert.planned_finish if dated else milestone.compared_finish
    rule = rule_named(project.light_rule, project.light_rule_version)
    light = lights.light_for(rule, planned=planned, reached_on=None, today=today, calendar=calendar)
    progress = ProgressEntry.objects.filter(activity=milestone).select_related("reported_by")
    return AlertStory(
        alert=alert,
        today=today,
        working_days_late=working_days_late(alert, today),
        light=light.colour,
        rule=rule,
        progress=progress.order_by("-reported_at", "-id").first(),
        photo=photos.order_by("-stored_at", "-id").first(),
    )
