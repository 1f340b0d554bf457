"""What a summary tells of a project: what is open, and what happened since the last one."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from projects.models import Alert, AlertDelivery, Project, User
from projects.models.alert_words import AlertKind, DeliveryState
from projects.models.words import Role
from projects.selectors.alert_rules import rule_of
from projects.selectors.calendars import calendar_of, today_of
from scheduling.rules import delays
from scheduling.rules.quiet import quiet_until

# who is told of everything in a project; the others of what they were told before, or answer for
OVERSEERS = frozenset({Role.OFFICIAL, Role.PROJECT_ADMIN, Role.PLANNER})
# lines of one section, and projects of one mail; more are counted
LINES_MOST = 20
PROJECTS_MOST = 50
# how many of what happened are looked at for quiet hours
LOOKED_AT_MOST = 500
# the gravest first
KINDS = (AlertKind.OVERDUE, *(kind for kind in AlertKind if kind != AlertKind.OVERDUE))


@dataclass(frozen=True)
class Line:
    """An alert, and by how many working days its milestone is late today."""

    alert: Alert
    working_days_late: int


@dataclass(frozen=True)
class Section:
    """Alerts of one sort: the first of them, and how many there are in all."""

    name: str
    count: int
    lines: tuple[Line, ...]

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.lines)


@dataclass(frozen=True)
class Waiting:
    """Somebody who was told of alerts that nobody has signed for."""

    user: User
    count: int


@dataclass(frozen=True)
class ProjectSummary:
    """A project as one person is told of it.

    `open` by kind; `closed`, `signed` and `promised` since the last summary; `quiet` is what
    opened or closed in quiet hours. An alert may stand in several of them.
    """

    project: Project
    open: tuple[Section, ...]
    closed: Section
    signed: Section
    promised: Section
    quiet: Section
    waiting: tuple[Waiting, ...]

    @property
    def is_empty(self) -> bool:
        """Is there nothing to tell?"""
        return not self.open and not any(
            section.count for section in (self.closed, self.signed, self.promised, self.quiet)
        )

    def count_of(self, kind: AlertKind) -> int:
        """How many alerts of a kind are open."""
        return sum(section.count for section in self.open if section.name == kind)


def project_summary(
    *, project: Project, user: User, role: str, since: datetime.datetime, now: datetime.datetime
) -> ProjectSummary:
    """Collect what a member is to know of a project; `since` and `now` are UTC instants."""
    alerts = _shown(project, user, role)
    line = _liner(project, now)
    still_open = alerts.filter(closed_at__isnull=True)
    opened = (
        _section(kind, still_open.filter(kind=kind).order_by("planned_finish", "id"), line)
        for kind in KINDS
    )
    happened = alerts.order_by("-id")
    return ProjectSummary(
        project=project,
        open=tuple(section for section in opened if section.count),
        closed=_section("closed", happened.filter(closed_at__gte=since), line),
        signed=_section("signed", happened.filter(acknowledged_at__gte=since), line),
        promised=_section(
            "promised", happened.filter(promised_at__gte=since, closed_at__isnull=True), line
        ),
        quiet=_quiet(project, happened, since, line),
        waiting=tuple(_waiting(still_open)),
    )


def _shown(project: Project, user: User, role: str) -> QuerySet[Alert]:
    alerts = Alert.objects.filter(project=project).select_related(
        "milestone__building", "acknowledged_by", "promised_by"
    )
    if role in OVERSEERS:
        return alerts
    told = AlertDelivery.objects.filter(recipient=user, project=project).values("alert_id")
    return alerts.filter(Q(milestone__responsible=user) | Q(pk__in=told))


def _liner(project: Project, now: datetime.datetime) -> Any:
    calendar, today = calendar_of(project), today_of(project, now)

    def line(alert: Alert) -> Line:
        alert.project = project
        late = alert.kind == AlertKind.OVERDUE and alert.closed_at is None
        days = delays.days_late(alert.planned_finish, today, calendar) if late else 0
        return Line(alert, days)

    return line


def _section(name: str, rows: QuerySet[Alert], line: Any) -> Section:
    lines = tuple(line(alert) for alert in rows[:LINES_MOST])
    count = len(lines) if len(lines) < LINES_MOST else rows.count()
    return Section(str(name), count, lines)


def _quiet(
    project: Project, happened: QuerySet[Alert], since: datetime.datetime, line: Any
) -> Section:
    """What opened or closed while nobody was told because of the hour."""
    recent = happened.filter(Q(opened_at__gte=since) | Q(closed_at__gte=since))
    found = list(_in_quiet_hours(project, recent[:LOOKED_AT_MOST], since))
    return Section("quiet", len(found), tuple(line(alert) for alert in found[:LINES_MOST]))


def _in_quiet_hours(
    project: Project, alerts: Iterable[Alert], since: datetime.datetime
) -> Iterator[Alert]:
    rules = {kind: rule_of(project_id=project.pk, kind=kind) for kind in AlertKind}
    for alert in alerts:
        rule = rules[AlertKind(alert.kind)]
        if rule is None or rule.quiet_from is None or rule.quiet_to is None:
            continue
        instants = [at for at in (alert.opened_at, alert.closed_at) if at and at >= since]
        if any(quiet_until(at, project.zone, rule.quiet_from, rule.quiet_to) for at in instants):
            yield alert


def _waiting(still_open: QuerySet[Alert]) -> Iterator[Waiting]:
    """Who was told of what nobody has signed for, the person with the most first."""
    unsigned = still_open.filter(acknowledged_at__isnull=True).order_by().values("pk")
    told = AlertDelivery.objects.filter(
        alert_id__in=unsigned, state=DeliveryState.SENT, recipient__isnull=False
    )
    counted = (
        told.order_by()
        .values_list("recipient_id")
        .annotate(count=Count("alert_id", distinct=True))
        .order_by("-count", "recipient_id")[:LINES_MOST]
    )
    counts = {pk: count for pk, count in counted if pk is not None}
    people = User.objects.in_bulk(list(counts))
    return (Waiting(people[pk], count) for pk, count in counts.items())
