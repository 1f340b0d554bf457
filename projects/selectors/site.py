"""What a site manager takes along to where there is no signal: places, and what is due there."""

import datetime
from collections import defaultdict
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import Coalesce, RowNumber

from projects.models import Activity, Building, Membership, Project, User
from projects.models.areas import ring_of
from projects.models.words import MILESTONE_KINDS
from projects.selectors.access import REPORTING
from projects.selectors.calendars import today_of
from projects.selectors.milestones import JUDGED_BY, NAMED_BY, Row, rows_judged
from projects.selectors.schedules import finish_shown

# a phone shows no more of a project, and says how many it leaves out
ACTIVITIES_MOST = 300
WEEK = datetime.timedelta(days=7)
SHOWN = (*NAMED_BY, "photo_count", "photos_required", "forecast_finish", "actual_start")
COLUMNS = (*SHOWN, *(name for name in JUDGED_BY if name not in SHOWN))
# what judging needs and nobody is shown
INTERNAL = ("project_id", "baseline_finish", "reached_at", "left_out", "place")


def site_sheet(*, user: User, now: datetime.datetime) -> list[Row]:
    """Return the projects in which `user` may report, with buildings and work.

    The work: milestones not reached, or reached within the last seven days, and tasks that are
    under way or due to start within seven days; soonest first, at most `ACTIVITIES_MOST` a
    project. At most seven queries, calendars included.
    """
    found = list(_projects(user).order_by("code"))
    ids = [project.pk for project in found]
    buildings, work = _buildings(ids), _work(ids, now)
    return [
        {
            "id": project.pk,
            "code": project.code,
            "name": project.name,
            "name_en": project.name_en,
            "time_zone": project.time_zone,
            "today": today_of(project, now),
            "site_boundary": project.site_boundary,
            "buildings": buildings[project.pk],
            "left_out": max([0, *(row["left_out"] for row in work[project.pk])]),
            "activities": [_without_internal(row) for row in work[project.pk]],
        }
        for project in found
    ]


def _projects(user: User) -> QuerySet[Project]:
    if user.is_superuser:
        return Project.objects.all()
    mine = Membership.objects.filter(user=user, role__in=REPORTING)
    return Project.objects.filter(pk__in=mine.values("project_id"))


def _buildings(project_ids: list[int]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    rows = Building.objects.filter(project_id__in=project_ids).order_by("order", "id")
    for stored in rows.values("id", "project_id", "code", "name", "name_en", "footprint"):
        row: Row = dict(stored)
        footprint = row.pop("footprint")
        row["centre"] = None if footprint is None else centre_of(footprint)
        found[row.pop("project_id")].append(row)
    return found


def centre_of(area: dict[str, Any]) -> list[float]:
    """The middle of the area's corners, as [longitude, latitude]: near enough to pick by."""
    corners = ring_of(area)[:-1]
    return [sum(values) / len(corners) for values in zip(*corners, strict=True)]


def _work(project_ids: list[int], now: datetime.datetime) -> dict[int, list[Row]]:
    due = Coalesce("compared_finish", "planned_finish")
    project = F("project_id")
    soonest = [due.asc(nulls_last=True), F("id").asc()]
    rows = (
        Activity.objects.filter(_of_this_week(now), project_id__in=project_ids)
        .annotate(
            place=Window(RowNumber(), partition_by=project, order_by=soonest),
            all_of_them=Window(Count("id"), partition_by=project),
        )
        .filter(place__lte=ACTIVITIES_MOST)
        .order_by("project_id", "place")
        .values(*COLUMNS, left_out=F("all_of_them") - ACTIVITIES_MOST)
    )
    found: dict[int, list[Row]] = defaultdict(list)
    shown: list[Row] = list(rows)
    for row, judgement in zip(shown, rows_judged(shown, now), strict=True):
        is_milestone = row["kind"] in MILESTONE_KINDS
        row["light"] = judgement.light if is_milestone else None
        row["days_late"] = judgement.days_late if is_milestone else 0
        row["forecast"] = finish_shown(row["kind"], row.pop("forecast_finish"))
        found[row["project_id"]].append(row)
    return found


def _of_this_week(now: datetime.datetime) -> Q:
    """Days are taken in UTC: a few hours more or less of a week do not matter."""
    today = now.date()
    milestones = Q(kind__in=MILESTONE_KINDS) & (
        Q(reached_at__isnull=True) | Q(reached_at__gte=now - WEEK)
    )
    begun = Q(actual_start__isnull=False) | Q(planned_start__lte=today + WEEK)
    tasks = ~Q(kind__in=MILESTONE_KINDS) & Q(actual_finish__isnull=True) & begun
    return milestones | tasks


def _without_internal(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in INTERNAL}
