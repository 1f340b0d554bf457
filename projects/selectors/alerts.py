"""What a message says of an alert, and the clock that leases go by."""

import datetime
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.models import Alert, Photo, ProgressEntry
from projects.models.words import CompareWith, PhotoState
from projects.selectors.calendars import calendar_of, today_of
from projects.selectors.light_rules import rule_named
from scheduling.rules import delays, lights


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


def database_now() -> datetime.datetime:
    """The database's clock (UTC); on SQLite that is this machine's."""
    if connection.vendor == "sqlite":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime.datetime = cursor.fetchone()[0]
        return now


def compared_label(alert: Alert) -> str:
    """What the date is that an alert was opened for; a plan that moved since has other words."""
    frozen = alert.milestone.baseline_finish == alert.planned_finish
    if alert.project.compare_with == CompareWith.BASELINE and frozen:
        return _("Approved date (baseline)")
    return _("Planned date (current plan)")


def alert_story(*, alert: Alert, now: datetime.datetime) -> AlertStory:
    """Collect what a person should read about an alert."""
    project, milestone = alert.project, alert.milestone
    today = today_of(project, now)
    photos = Photo.objects.filter(project=project, state=PhotoState.READY)
    if milestone.building_id:
        photos = photos.filter(building_id=milestone.building_id)
    else:
        photos = photos.filter(activity_id=milestone.pk)
    calendar, planned = calendar_of(project), alert.planned_finish
    rule = rule_named(project.light_rule, project.light_rule_version)
    light = lights.light_for(rule, planned=planned, reached_on=None, today=today, calendar=calendar)
    progress = ProgressEntry.objects.filter(activity=milestone).select_related("reported_by")
    return AlertStory(
        alert=alert,
        today=today,
        working_days_late=delays.days_late(planned, today, calendar),
        light=light.colour,
        rule=rule,
        progress=progress.order_by("-reported_at", "-id").first(),
        photo=photos.order_by("-stored_at", "-id").first(),
    )
