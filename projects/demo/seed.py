"""Lays the demo: people, plans, photos and reports, then the alerts that really follow."""

import dataclasses
import datetime
import hashlib
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from projects.demo import facts, ground, order
from projects.demo.album import Shot, album
from projects.demo.crews import CREWS
from projects.demo.drawn import Drawn, albums_drawn
from projects.demo.past import deeds_done, rows_aged
from projects.demo.people import PEOPLE, Cast
from projects.demo.plan import PROJECTS, ProjectPlan
from projects.demo.reports import Reporter
from projects.demo.week import alerts_follow
from projects.models import Activity, Building, Calendar, Photo, Project
from projects.models.words import PhotoState, Role
from projects.selectors.calendars import today_of
from projects.services import planning
from projects.services.analyses import analysis_ask
from projects.services.photos import photo_add, photo_compare, photo_render, photos_grade
from projects.services.planning import baselines
from scheduling.calendars import china

CALENDAR_NAME = "国务院办公厅放假安排 · State Council calendar"
BASELINE_NAME = "批复计划 · Approved plan"
MORNING = datetime.time(8)
# of work whose step says nothing of its own, in percent
USUAL_RANGE = {"risk_low": 95, "risk_high": 115}
RISK = {"iterations": 10_000, "seed": 1}
UPLOAD_DELAY = datetime.timedelta(minutes=12)
Say = Callable[[str], None]


@dataclasses.dataclass
class Made:
    """What a run added."""

    projects: int = 0
    photos: int = 0
    alerts: int = 0

    def __bool__(self) -> bool:
        return bool(self.projects or self.photos or self.alerts)


def demo_seed(*, cast: Cast, now: datetime.datetime, say: Say) -> Made:
    """Add what is missing of the demo as of `now` (UTC); a complete one is left alone."""
    made = Made()
    there = set(Project.objects.values_list("code", flat=True))
    # all of them are where a new project would be
    today = today_of(Project(), now)
    missing = [plan for plan in PROJECTS if plan.code not in there]
    with albums_drawn({plan.code: album(plan, today) for plan in missing}) as drawn:
        for plan in missing:
            say(f"{plan.code} {plan.name}")
            project_seed(plan=plan, photos=drawn[plan.code], cast=cast, now=now)
            made.projects += 1
            # the next project's are drawn meanwhile
            made.photos += _photos_render(now=now)
    made.photos += _photos_render(now=now)
    if made:
        made.alerts = alerts_follow(cast=cast, now=now)
    return made


@transaction.atomic
def project_seed(
    *, plan: ProjectPlan, photos: Drawn, cast: Cast, now: datetime.datetime
) -> Project:
    """Store one project with its plan, photos and reports: all of it or nothing."""
    project = _project_made(plan, cast)
    today = today_of(project, now)
    start = min(plan.begin(building, today) for building in plan.buildings)
    planning.project_update(
        project=project,
        data={"calendar": _calendar_made(project, today), "planned_start": start},
    )
    buildings = _buildings_made(project, plan)
    activities = _activities_made(project, plan, buildings, cast, today)
    _links_made(project, plan, activities, now)
    _crews_made(project, plan, activities, today)
    _plan_frozen(project, cast, start)
    for shot, file in photos:
        _photo_added(project, shot, file, activities, cast, now)
    deeds = [
        deed
        for building in plan.buildings
        for deed in Reporter(plan, building, activities, cast, today, now).deeds()
    ]
    deeds_done(project=project, deeds=deeds, today=today, now=now)
    rows_aged(project=project, since=_morning_of(project, start))
    # of the plan as it is stored; a worker makes it, and until then the answer is that it waits
    project.refresh_from_db()
    analysis_ask(project=project, user=cast["planner"], request=RISK, now=now)
    return project


def demo_remove() -> int:
    """Take the demo's projects away; accounts stay. Returns how many projects went."""
    projects = Project.objects.filter(code__in=[plan.code for plan in PROJECTS])
    count = projects.count()
    with transaction.atomic():
        # evidence protects the plan, so it goes first
        Photo.objects.filter(project__in=projects).delete()
        Activity.objects.filter(project__in=projects).delete()
        Building.objects.filter(project__in=projects).delete()
        projects.delete()
    return count


def _project_made(plan: ProjectPlan, cast: Cast) -> Project:
    project = planning.project_create(
        user=cast["admin"],
        data={
            "code": plan.code,
            "name": plan.name,
            "name_en": plan.name_en,
            "location": facts.ZONE,
            "site_boundary": ground.boundary(plan),
            "notice": plan.notice,
            "investment_cny": plan.investment_cny,
            "site_area_mu": plan.site_area_mu,
            **USUAL_RANGE,
        },
    )
    for person in PEOPLE:
        if person.role is not None:
            planning.membership_create(
                project=project,
                user=cast[person.username],
                data={"role": Role(person.role), "unit": person.unit},
            )
    return project


def _calendar_made(project: Project, today: datetime.date) -> Calendar:
    rows: list[dict[str, Any]] = [
        dataclasses.asdict(row)
        for year in range(today.year - 2, today.year + 3)
        for row in china.exception_rows(year)
    ]
    return planning.calendar_create(project=project, data={"name": CALENDAR_NAME}, exceptions=rows)


def _buildings_made(project: Project, plan: ProjectPlan) -> dict[str, Building]:
    return {
        building.code: planning.building_create(
            project=project,
            data={
                "code": building.code,
                "name": building.name,
                "name_en": building.name_en,
                "floors": building.floors,
                "gross_floor_area_m2": building.area_m2,
                "footprint": ground.footprint(plan, building),
                "order": order,
            },
        )
        for order, building in enumerate(plan.buildings)
    }


def _activities_made(
    project: Project,
    plan: ProjectPlan,
    buildings: dict[str, Building],
    cast: Cast,
    today: datetime.date,
) -> dict[str, Activity]:
    rows = [
        {
            **step.row(plan.begin(building, today)),
            "code": f"{building.code}-{step.code}",
            "building": buildings[building.code],
            "responsible": cast["site"],
            "lead_unit": PEOPLE[0].unit,
        }
        for building in plan.buildings
        for step in plan.steps
    ]
    made = planning.activities_create_bulk(project=project, rows=rows)
    return {activity.code: activity for activity in made}


def _links_made(
    project: Project, plan: ProjectPlan, activities: dict[str, Activity], now: datetime.datetime
) -> None:
    """Lay every building's logic; it is computed at once."""
    codes = {step.code for step in plan.steps}
    rows = [
        {
            **logic.row(),
            "predecessor": activities[f"{building.code}-{logic.predecessor}"],
            "successor": activities[f"{building.code}-{logic.successor}"],
        }
        for building in plan.buildings
        for logic in order.LOGIC
        if {logic.predecessor, logic.successor} <= codes
    ]
    planning.links_create(project_id=project.pk, rows=rows, now=now)


def _crews_made(
    project: Project, plan: ProjectPlan, activities: dict[str, Activity], today: datetime.date
) -> None:
    """Say what crews and cranes there are, and which steps need them."""
    for crew in CREWS:
        resource = planning.resource_create(
            project=project, data=crew.row(), capacities=crew.capacities(today)
        )
        needs = [
            {"activity": activity, "resource": resource, "units": units}
            for building in plan.buildings
            for step, units in crew.needs.items()
            if (activity := activities.get(f"{building.code}-{step}"))
        ]
        planning.assignments_create(rows=needs)


def _plan_frozen(project: Project, cast: Cast, start: datetime.date) -> None:
    """Approve the plan as it was on its first morning, before anything happened."""
    baselines.baseline_take(
        project=project,
        user=cast["planner"],
        data={"name": BASELINE_NAME, "is_current": True},
        now=_morning_of(project, start),
    )


def _morning_of(project: Project, day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, MORNING, project.zone).astimezone(datetime.UTC)


def _photo_added(
    project: Project,
    shot: Shot,
    file: bytes,
    activities: dict[str, Activity],
    cast: Cast,
    now: datetime.datetime,
) -> None:
    activity = activities[f"{shot.building}-{shot.step}"]
    photo_add(
        user=cast["site"],
        project=project,
        building=activity.building,
        activity=activity,
        client_upload_id=shot.upload_id,
        sha256=hashlib.sha256(file).hexdigest(),
        file=SimpleUploadedFile(shot.name, file, "image/jpeg"),
        caption=shot.caption,
        original_name=shot.name,
        now=min(shot.taken + UPLOAD_DELAY, now).astimezone(datetime.UTC),
    )


def _photos_render(*, now: datetime.datetime) -> int:
    """Make the sizes of the demo's photos at once, compare and grade them, as a worker would."""
    waiting = Photo.objects.filter(
        project__code__in=[plan.code for plan in PROJECTS], state=PhotoState.PROCESSING
    ).order_by("id")
    ids = list(waiting.values_list("pk", flat=True))
    for photo_id in ids:
        photo_render(photo_id=photo_id, now=now)
        photo_compare(photo_id=photo_id, now=now)
    photos_grade(now=now)
    return len(ids)
