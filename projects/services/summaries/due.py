"""Whose summary is due: looked at by state, so that a missed tick is made up by the next.

The clock on the wall decides: where an hour is skipped the summary comes with the next minute
that there is, and where it comes twice the row of the day is there already.
"""

import datetime
import zoneinfo
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, Subquery

from projects.models import Membership, Project, SummaryDelivery, User
from projects.models.alert_words import SummaryKind
from projects.models.words import Role
from projects.selectors.integers import among
from scheduling.rules.delays import local_instant

DAY = datetime.timedelta(days=1)
# later than this after its hour nobody wants it any more
DAILY_LATE = datetime.timedelta(hours=6)
DAILY_GIVEN_UP = datetime.timedelta(hours=12)
DAILY_LOOKS_BACK = 7 * DAY
WEEKLY_AT = datetime.time(8)
WEEKLY_LATE = datetime.timedelta(hours=48)
WEEK = 7 * DAY
# who gets a project's weekly report
REPORTED_TO = (Role.OFFICIAL, Role.PROJECT_ADMIN)


def summaries_make(*, now: datetime.datetime) -> int:
    """Make the rows of the summaries that are due at `now` (UTC); return how many were.

    Any number of processes may do so at once: the unique constraints keep one of each.
    """
    rows = [row for zone in _zones() for row in (*_daily(zone, now), *_weekly(zone, now))]
    SummaryDelivery.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)
    return len(rows)


def _zones() -> list[str]:
    used = Project.objects.order_by().values_list("time_zone", flat=True).distinct()
    return sorted({*used, settings.TIME_ZONE})


def _reached(path: str = "") -> Q:
    """People who can be written to."""
    return Q(**{f"{path}is_active": True}) & ~Q(**{f"{path}email": ""})


def _daily(zone: str, now: datetime.datetime) -> list[SummaryDelivery]:
    """Daily summaries of people who live by the zone, for its local day."""
    local = now.astimezone(zoneinfo.ZoneInfo(zone))
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    earliest = max(local.replace(tzinfo=None) - DAILY_LATE, midnight).time()
    made = SummaryDelivery.objects.filter(
        kind=SummaryKind.DAILY, recipient_id=OuterRef("pk"), day=local.date()
    )
    people = User.objects.filter(
        _reached(), daily_summary_at__lte=local.time(), daily_summary_at__gte=earliest
    )
    missing = list(people.filter(~Exists(made)).values_list("pk", flat=True))
    return [
        _row(
            SummaryKind.DAILY,
            user_id,
            None,
            local.date(),
            zone,
            since=max(last or now - DAY, now - DAILY_LOOKS_BACK),
            now=now,
            deadline=now + DAILY_GIVEN_UP,
        )
        for user_id, last in _living_by(zone, missing)
    ]


def _living_by(zone: str, ids: list[int]) -> Iterable[tuple[int, datetime.datetime | None]]:
    """Those of the people whose zone it is, each with when the last summary was made.

    A person's zone is that of most of his projects; an administrator without one has the
    server's. It is asked for those only who have none yet: nearly always nobody.
    """
    if not ids:
        return []
    own = (
        Membership.objects.filter(user_id=OuterRef("pk"))
        .order_by()
        .values("project__time_zone")
        .annotate(projects=Count("pk"))
        .order_by("-projects", "project__time_zone")
        .values("project__time_zone")[:1]
    )
    last = SummaryDelivery.objects.filter(kind=SummaryKind.DAILY, recipient_id=OuterRef("pk"))
    found = User.objects.filter(among(ids)).annotate(
        zone=Subquery(own),
        last=Subquery(last.order_by("-day").values("created_at")[:1]),
    )
    mine = Q(zone=zone)
    if zone == settings.TIME_ZONE:
        mine |= Q(zone__isnull=True, is_superuser=True)
    return found.filter(mine).order_by("pk").values_list("pk", "last")


def _weekly(zone: str, now: datetime.datetime) -> list[SummaryDelivery]:
    """Reports of the zone's projects on the local week that ended before this Monday."""
    info = zoneinfo.ZoneInfo(zone)
    today = now.astimezone(info).date()
    monday = today - today.weekday() * DAY
    due = local_instant(datetime.datetime.combine(monday, WEEKLY_AT), info)
    if not due <= now < due + WEEKLY_LATE:
        return []
    made = SummaryDelivery.objects.filter(
        kind=SummaryKind.WEEKLY,
        recipient_id=OuterRef("user_id"),
        project_id=OuterRef("project_id"),
        day=monday,
    )
    members = Membership.objects.filter(
        _reached("user__"),
        ~Exists(made),
        project__time_zone=zone,
        role__in=REPORTED_TO,
        user__weekly_report=True,
        # who came later begins with the next one
        created_at__lt=due,
    )
    return [
        _row(
            SummaryKind.WEEKLY,
            user_id,
            project_id,
            monday,
            zone,
            since=due - WEEK,
            now=now,
            deadline=due + WEEKLY_LATE + DAILY_GIVEN_UP,
        )
        for user_id, project_id in members.values_list("user_id", "project_id")
    ]


def _row(
    kind: SummaryKind,
    recipient_id: int,
    project_id: int | None,
    day: datetime.date,
    zone: str,
    *,
    since: datetime.datetime,
    now: datetime.datetime,
    deadline: datetime.datetime,
) -> SummaryDelivery:
    return SummaryDelivery(
        kind=kind,
        recipient_id=recipient_id,
        project_id=project_id,
        day=day,
        time_zone=zone,
        since=since,
        next_at=now,
        deadline_at=deadline,
        created_at=now,
    )
