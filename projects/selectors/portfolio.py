"""The board: every project of a person with its buildings, milestones, lights and last photos.

Seven queries, however many projects: projects, buildings, milestones, photo counts, last photo
of each building, open alerts, and the caller's roles (calendars are kept in memory). A trend costs
those of `trends`.
"""

import datetime
from collections import defaultdict
from typing import Any

from django.db.models import Case, Count, F, QuerySet, When, Window
from django.db.models.functions import RowNumber

from projects.models import Activity, Alert, Building, Photo, Project, User
from projects.models.alert_words import BY_GRAVITY
from projects.models.words import MILESTONE_KINDS, PhotoState
from projects.selectors.calendars import today_of
from projects.selectors.lights import worst
from projects.selectors.milestones import JUDGED_BY, NAMED_BY, Row, is_due_soon, rows_judged
from projects.selectors.schedules import finish_shown
from projects.selectors.signers import can_acknowledge, with_told
from projects.selectors.trends import (
    TREND_COLUMNS,
    Then,
    lights_then,
    project_trend,
    thens_of,
    trend_of,
)
from scheduling.rules.light_rules import SEVERITY

PROJECT_COLUMNS = (
    "id",
    "code",
    "name",
    "name_en",
    "location",
    "notice",
    "investment_cny",
    "site_area_mu",
    "time_zone",
    "light_rule",
    "light_rule_version",
)
FORECAST = ("forecast_finish", "total_float_days", "is_critical")
MILESTONE_COLUMNS = (*NAMED_BY, *FORECAST, "due_soon_at", *JUDGED_BY, *TREND_COLUMNS)
SHOWN = (
    "id",
    "code",
    "name",
    "name_en",
    "kind",
    "planned_finish",
    "baseline_finish",
    "compared_date",
    "actual_finish",
    "state",
    "evidence_policy",
)
JUDGED = ("days_late", "due_soon", "light", "photo_count", "open_alert")
ALERT_COLUMNS = (
    "project_id",
    "milestone__responsible_id",
    "kind",
    "opened_at",
    "closed_at",
    "acknowledged_at",
    "acknowledged_by__username",
    "acknowledged_by__first_name",
    "acknowledged_by__last_name",
)
PHOTO_COLUMNS = ("id", "caption", "taken_at", "taken_at_source", "stored_at", "state", "grade")
# what the project itself is planned for and not one of its buildings
NO_BUILDING: dict[str, Any] = {
    "id": None,
    "code": "",
    "name": "",
    "name_en": "",
    "floors": None,
}


def portfolio(
    *,
    projects: QuerySet[Project],
    user: User,
    now: datetime.datetime,
    light: str | None = None,
    trend_days: int | None = None,
) -> list[Row]:
    """Return the board's projects as `user` sees them; with `light`, only what has that colour.

    `projects` carry his role in each as `caller_role`. With `trend_days` every building and
    project is compared with so many days ago, whatever its milestones' colours.
    """
    found = list(projects.order_by("code"))
    ids = [project.pk for project in found]
    milestones = _milestones(ids, now)
    roles = {project.pk: getattr(project, "caller_role", None) for project in found}
    alerts = _open_alerts(roles, user)
    buildings = _buildings(ids)
    _details_add(milestones, alerts)
    shown = [row for row in milestones if light in {None, row["light"]["colour"]}]
    own, visible = _by_project(milestones), _by_project(shown)
    board = [
        _project_row(project, own[project.pk], buildings[project.pk], visible[project.pk], now)
        for project in found
    ]
    thens = thens_of(found, now=now, days=trend_days) if trend_days else {}
    for project in board:
        _trends_add(project, thens.get(project["id"]), own[project["id"]])
    return board if light is None else _with_milestones(board)


def _trends_add(project: Row, then: Then | None, milestones: list[Row]) -> None:
    lights = lights_then(then, milestones) if then else {}
    project["trend"] = project_trend(then, lights, milestones) if then else None
    places = _by_building(milestones)
    for building in project["buildings"]:
        pk = building["id"]
        building["trend"] = trend_of(then, lights, places[pk], building=pk) if then else None


def _with_milestones(board: list[Row]) -> list[Row]:
    """Leave out what has no milestone to show."""
    for project in board:
        project["buildings"] = [row for row in project["buildings"] if row["milestones"]]
    return [project for project in board if project["buildings"]]


def _milestones(project_ids: list[int], now: datetime.datetime) -> list[Row]:
    rows: list[Row] = list(
        Activity.objects.filter(project_id__in=project_ids, kind__in=MILESTONE_KINDS)
        .order_by(F("compared_finish").asc(nulls_last=True), "id")
        .values(*MILESTONE_COLUMNS)
    )
    for row, judgement in zip(rows, rows_judged(rows, now), strict=True):
        row["light"], row["days_late"] = judgement.light, judgement.days_late
        row["due_soon"] = not judgement.overdue and is_due_soon(row, now)
    return rows


def _details_add(milestones: list[Row], alerts: dict[int, Row]) -> None:
    counts = dict(
        Photo.objects.filter(
            activity__kind__in=MILESTONE_KINDS,
            project_id__in={row["project_id"] for row in milestones},
        )
        .exclude(state=PhotoState.REJECTED)
        .order_by()
        .values_list("activity_id")
        .annotate(count=Count("id"))
    )
    for row in milestones:
        row["photo_count"] = counts.get(row["id"], 0)
        row["open_alert"] = alerts.get(row["id"])


def _open_alerts(roles: dict[int, str | None], user: User) -> dict[int, Row]:
    """Return the gravest open alert of each milestone: `BY_GRAVITY`.

    `roles` are the user's by project id.
    """
    graver = Case(*(When(kind=kind, then=rank) for rank, kind in enumerate(BY_GRAVITY)))
    # each overwrites the one before
    found = Alert.objects.filter(project_id__in=roles, closed_at=None).order_by(graver, "id")
    people = found.select_related("milestone", "acknowledged_by").only(*ALERT_COLUMNS)
    people = with_told(people, user=user)
    return {alert.milestone_id: _alert_row(alert, user, roles) for alert in people}


def _alert_row(alert: Alert, user: User, roles: dict[int, str | None]) -> Row:
    signer = alert.acknowledged_by
    return {
        "id": alert.pk,
        "kind": alert.kind,
        "opened_at": alert.opened_at,
        "acknowledged_at": alert.acknowledged_at,
        "acknowledged_by": signer.display_name if signer else None,
        "can_acknowledge": can_acknowledge(alert=alert, user=user, role=roles[alert.project_id]),
    }


def _buildings(project_ids: list[int]) -> dict[int, list[Row]]:
    photos = _latest_photos(project_ids)
    found: dict[int, list[Row]] = defaultdict(list)
    rows = Building.objects.filter(project_id__in=project_ids).order_by("order", "id")
    columns = ("id", "project_id", "code", "name", "name_en", "floors")
    for stored in rows.values(*columns):
        row: Row = dict(stored)
        row["latest_photo"] = photos.get(row["id"])
        found[row.pop("project_id")].append(row)
    return found


def _latest_photos(project_ids: list[int]) -> dict[int, Row]:
    """Return the last photo (by receipt) of each building, in one query."""
    newest = Window(
        RowNumber(),
        partition_by=F("building_id"),
        order_by=[F("stored_at").desc(), F("id").desc()],
    )
    photos = (
        Photo.objects.filter(project_id__in=project_ids, building__isnull=False)
        .exclude(state=PhotoState.REJECTED)
        .annotate(place=newest)
        .filter(place=1)
        .order_by()
    )
    return {row.pop("building_id"): row for row in photos.values("building_id", *PHOTO_COLUMNS)}


def _by_project(milestones: list[Row]) -> dict[int, list[Row]]:
    grouped: dict[int, list[Row]] = defaultdict(list)
    for row in milestones:
        grouped[row["project_id"]].append(row)
    return grouped


def _project_row(
    project: Project,
    milestones: list[Row],
    buildings: list[Row],
    shown: list[Row],
    now: datetime.datetime,
) -> Row:
    counts = dict.fromkeys(SEVERITY, 0)
    for row in milestones:
        counts[row["light"]["colour"]] += 1
    return {
        **{name: getattr(project, name) for name in PROJECT_COLUMNS},
        "today": today_of(project, now),
        "role": getattr(project, "caller_role", ""),
        "open_alerts": sum(row["open_alert"] is not None for row in milestones),
        "light_counts": counts,
        "buildings": _building_rows(buildings, shown),
    }


def _building_rows(buildings: list[Row], milestones: list[Row]) -> list[Row]:
    grouped = _by_building(milestones)
    rest = [{**NO_BUILDING, "latest_photo": None}] if grouped.get(None) else []
    return [_building_row(row, grouped[row["id"]]) for row in [*buildings, *rest]]


def _by_building(milestones: list[Row]) -> dict[int | None, list[Row]]:
    grouped: dict[int | None, list[Row]] = defaultdict(list)
    for row in milestones:
        grouped[row["building_id"]].append(row)
    return grouped


def _building_row(building: Row, milestones: list[Row]) -> Row:
    """Complete the building: the mean percentage and the worst light of its milestones."""
    percents = [row["percent_complete"] for row in milestones]
    mean = round(float(sum(percents)) / len(percents), 1) if percents else 0
    return {
        **building,
        "percent_complete": mean,
        "light": worst([row["light"] for row in milestones]),
        "milestones": [_milestone_row(row) for row in milestones],
    }


def _milestone_row(row: Row) -> Row:
    return {
        **{name: row[name] for name in SHOWN},
        "reached": row["reached_at"] is not None,
        "forecast": finish_shown(row["kind"], row["forecast_finish"]),
        "total_float": row["total_float_days"],
        "critical": row["is_critical"],
        **{name: row[name] for name in JUDGED},
    }
