"""Orders of work for a building, laid from a template; `copies` copies another building's."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Activity, Building, Link
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
CODES_TOLD = 5

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
    made = activities_made(building, _rows_of(template, start, code_prefix))
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


def _rows_of(template: Template, start: datetime.date, prefix: str) -> Rows:
    """The template's activities as rows; nothing but its date holds the first ones back."""
    plan = plan_of(template, day_start(start))
    found = schedule(plan)
    day_in_range(finish_day(found.finish_at), "/start")
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


def day_in_range(day: datetime.date, pointer: str) -> datetime.date:
    """Refuse a date that no plan can hold."""
    if not PLAN_FROM <= day <= PLAN_TO:
        raise RuleBroken(
            "out_of_range", _("A date from 1900-01-01 to 2999-12-31."), pointer=pointer
        )
    return day


def activities_made(building: Building, rows: Sequence[Mapping[str, Any]]) -> list[Activity]:
    """Store all the activities of a building, however many, or none; the codes end the prefix."""
    codes = [row["code"] for row in rows]
    if any(len(code) > CODE_MOST for code in codes):
        raise RuleBroken(
            "code_too_long", _("With this prefix a code is too long."), pointer="/code_prefix"
        )
    _clashes_check(building.project_id, codes)
    named = [{**row, "building": building} for row in rows]
    made: list[Activity] = []
    try:
        for first in range(0, len(named), BULK_LIMIT):
            chunk = named[first : first + BULK_LIMIT]
            made += activities_create_bulk(project=building.project, rows=chunk)
    except RuleBroken as broken:
        # the request has one value for all the rows
        broken.pointer = ""
        raise
    return made


def _clashes_check(project_id: int, codes: Sequence[str]) -> None:
    """Name every code that the project has already, or that two rows would have (409)."""
    counted = Counter(codes)
    clashing = {code for code, count in counted.items() if count > 1}
    there = Activity.objects.filter(project=project_id).values_list("code", flat=True)
    for first in range(0, len(codes), BULK_LIMIT):
        clashing |= set(there.filter(code__in=codes[first : first + BULK_LIMIT]))
    if not clashing:
        return
    named = sorted(clashing)
    told = ", ".join(named[:CODES_TOLD])
    more = len(named) - CODES_TOLD
    detail = (
        _("These codes are taken: %(codes)s and %(more)d more.") % {"codes": told, "more": more}
        if more > 0
        else _("These codes are taken: %(codes)s.") % {"codes": told}
    )
    raise RuleBroken("already_exists", detail, status=409, pointer="/code_prefix", codes=named)
