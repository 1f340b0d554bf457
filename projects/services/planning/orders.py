"""Orders of work for a building: laid from a template, or copied from another building."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Activity, Assignment, Building, Link
from projects.models.ranges import RANGE_NAMES
from projects.models.scheduled import PLAN_FROM, PLAN_TO
from projects.models.words import (
    ActivityKind,
    Constraint,
    DurationClock,
    LagClock,
    LinkKind,
)
from projects.selectors.schedules import Answer, finish_shown, start_shown
from projects.services.planning.activities import BULK_LIMIT, activities_create_bulk
from projects.services.planning.ranges import range_row
from projects.services.planning.scheduling import project_hold, schedule_again
from scheduling.calendars.instants import day_start, finish_day
from scheduling.cpm import schedule
from scheduling.plan import Kind
from scheduling.templates import Template, plan_of

CODE_MOST = 40
STORED_KINDS = {
    Kind.TASK: ActivityKind.TASK,
    Kind.START_MILESTONE: ActivityKind.START_MILESTONE,
    Kind.FINISH_MILESTONE: ActivityKind.FINISH_MILESTONE,
}
# what an activity is, and none of what has happened to it
COPIED = (
    "name",
    "name_en",
    "wbs",
    "kind",
    "calendar",
    "duration_days",
    "duration_clock",
    "weight",
    "budget_cny",
    "lead_unit",
    "supervising_unit",
    "responsible",
    "evidence_policy",
    "photos_required",
    "statutory_step",
    "constraint",
    "secondary_constraint",
    "percent_basis",
    "compression_limit_days",
    "compression_cost_per_day",
    *RANGE_NAMES,
)
SHIFTED = (
    "planned_start",
    "planned_finish",
    "constraint_date",
    "secondary_constraint_date",
    "finish_by",
)
LINK_COPIED = ("kind", "lag_days", "lag_percent", "lag_clock")

Rows = list[dict[str, Any]]
Laid = tuple[list[Activity], Answer]


@transaction.atomic
def template_lay(
    *,
    building: Building,
    template: Template,
    start: datetime.date,
    code_prefix: str,
    now: datetime.datetime,
) -> Laid:
    """Lay a template onto a building from a day on, and compute as of `now` (UTC).

    Durations and lags are calendar days. Planned dates are the template's own.
    """
    held = project_hold(project_id=building.project_id)
    made = _activities_made(building, _rows_of(template, start, code_prefix))
    by_code = {activity.code: activity for activity in made}
    Link.objects.bulk_create(
        Link(
            project=held,
            predecessor=by_code[code_prefix + code],
            successor=by_code[code_prefix + step.code],
            kind=LinkKind[kind.name],
            lag_days=lag,
            lag_clock=LagClock.ELAPSED,
        )
        for step in template.steps
        for code, kind, lag in step.after
    )
    return made, schedule_again(held=held, now=now)


@transaction.atomic
def building_copy(
    *,
    source: Building,
    target: Building,
    offset_days: int,
    prefixes: tuple[str, str],
    now: datetime.datetime,
) -> tuple[Laid, list[int]]:
    """Copy a building's plan onto another of the project, so many calendar days later.

    The copies need the same resources.

    `prefixes`: what codes begin with and what they begin with then. Also return the links (ids)
    that lead out of the building, which are not copied. Nothing that has happened is.
    """
    held = project_hold(project_id=source.project_id)
    rows = list(Activity.objects.filter(building=source).order_by("pk"))
    made = _activities_made(target, [_copy_of(row, offset_days, prefixes) for row in rows])
    twins = dict(zip((row.pk for row in rows), made, strict=True))
    inside, leaving = [], []
    touching = Q(predecessor__building=source) | Q(successor__building=source)
    for link in Link.objects.filter(touching, project=held).order_by("pk"):
        ends = {link.predecessor_id, link.successor_id} & twins.keys()
        if len(ends) > 1:
            inside.append(link)
        elif ends:
            leaving.append(link.pk)
    Link.objects.bulk_create(
        Link(
            project=held,
            predecessor=twins[link.predecessor_id],
            successor=twins[link.successor_id],
            **{name: getattr(link, name) for name in LINK_COPIED},
        )
        for link in inside
    )
    needs = Assignment.objects.filter(activity__building=source).order_by("pk")
    Assignment.objects.bulk_create(
        Assignment(
            project=held,
            activity=twins[need.activity_id],
            resource_id=need.resource_id,
            units=need.units,
        )
        for need in needs
    )
    return (made, schedule_again(held=held, now=now)), leaving


def _rows_of(template: Template, start: datetime.date, prefix: str) -> Rows:
    """The template's activities as rows; nothing but its date holds the first ones back."""
    plan = plan_of(template, day_start(start))
    found = schedule(plan)
    _in_range(finish_day(found.finish_at), "/start")
    rows = []
    for place, step in enumerate(template.steps):
        kind = STORED_KINDS[plan.activities[place].kind]
        first = not step.after
        rows.append(
            {
                "code": prefix + step.code,
                "name": step.zh,
                "name_en": step.en,
                "wbs": step.code,
                "statutory_step": step.statutory,
                "kind": kind,
                "duration_days": step.days,
                "duration_clock": DurationClock.CALENDAR,
                "planned_start": start_shown(kind, int(found.early_start[place])),
                "planned_finish": finish_shown(kind, int(found.early_finish[place])),
                "constraint": Constraint.SNET if first else Constraint.ASAP,
                "constraint_date": start if first else None,
                **range_row(template, step.code),
            }
        )
    return rows


def _copy_of(row: Activity, offset_days: int, prefixes: tuple[str, str]) -> dict[str, Any]:
    old, new = prefixes
    return {
        **{name: getattr(row, name) for name in COPIED},
        **{name: _moved(getattr(row, name), offset_days) for name in SHIFTED},
        "code": new + row.code.removeprefix(old),
    }


def _moved(day: datetime.date | None, offset_days: int) -> datetime.date | None:
    if day is None:
        return None
    return _in_range(day + datetime.timedelta(days=offset_days), "/offset_days")


def _in_range(day: datetime.date, pointer: str) -> datetime.date:
    """Refuse a date that no plan can hold."""
    if not PLAN_FROM <= day <= PLAN_TO:
        raise RuleBroken(
            "out_of_range", _("A date from 1900-01-01 to 2999-12-31."), pointer=pointer
        )
    return day


def _activities_made(building: Building, rows: Sequence[Mapping[str, Any]]) -> list[Activity]:
    if any(len(row["code"]) > CODE_MOST for row in rows):
        raise RuleBroken(
            "code_too_long", _("With this prefix a code is too long."), pointer="/code_prefix"
        )
    named = [{**row, "building": building} for row in rows]
    made: list[Activity] = []
    try:
        for first in range(0, len(named), BULK_LIMIT):
            chunk = named[first : first + BULK_LIMIT]
            made += activities_create_bulk(project=building.project, rows=chunk)
    except RuleBroken as broken:
        # the request has one value for all the codes
        broken.pointer = "/code_prefix" if broken.pointer.endswith("/code") else ""
        raise
    return made
