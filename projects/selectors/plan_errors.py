"""What keeps a plan from being computed, said so that a planner can mend it."""

import datetime
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Activity, Link
from projects.selectors.plans import ProjectNetwork
from scheduling.calendars.instants import MINUTES_PER_DAY, NONE, moment
from scheduling.network import Loop
from scheduling.plan import Kind

NAMED_MOST = 100
LOOP_WORDS = 5


def cycle_of(network: ProjectNetwork, loop: Loop) -> RuleBroken:
    """Name a loop link by link, in the order of work."""
    ids = [int(network.link_ids[place]) for place in loop.links]
    ends = ("predecessor_id", "predecessor__code", "successor_id", "successor__code")
    found = {
        row[0]: row for row in Link.objects.filter(pk__in=ids).values_list("pk", "kind", *ends)
    }
    links = [_link_named(found[pk]) for pk in ids]
    codes = [link["predecessor_code"] for link in links]
    path = " → ".join([*codes[:LOOP_WORDS], *(["…"] if len(codes) > LOOP_WORDS else []), codes[0]])
    return RuleBroken(
        "dependency_cycle",
        _("Links form a loop: %(path)s.") % {"path": path},
        status=422,
        links=links,
    )


def beyond_of() -> RuleBroken:
    """Say that the plan leaves what a calendar can count."""
    return RuleBroken(
        "beyond_calendar",
        _("The plan's dates leave the years 1 to 9999, or a calendar has no working time left."),
        status=422,
    )


def actuals_check(network: ProjectNetwork) -> None:
    """Refuse actual dates after the data date; on its day they are known at its end."""
    given = network.columns
    if given.data_date == NONE:
        return
    known = given.data_date + MINUTES_PER_DAY
    # a finish milestone begins when it ends, at the end of its day
    begins = given.actual_start + (given.kind != Kind.FINISH_MILESTONE)
    late = np.flatnonzero((begins > known) | (given.actual_finish > known))
    if len(late):
        raise _actuals_of(network, late[:NAMED_MOST], moment(given.data_date).date())


def _actuals_of(network: ProjectNetwork, late: Any, data_date: datetime.date) -> RuleBroken:
    ids = network.ids[late].tolist()
    rows = Activity.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "code", "name")
    return RuleBroken(
        "actual_after_data_date",
        _("Actual dates lie after the data date. Move the data date first."),
        status=422,
        data_date=data_date.isoformat(),
        activities=[{"id": pk, "code": code, "name": name} for pk, code, name in rows],
    )


def _link_named(row: tuple[Any, ...]) -> dict[str, Any]:
    pk, kind, predecessor, predecessor_code, successor, successor_code = row
    return {
        "link": pk,
        "kind": kind,
        "predecessor": predecessor,
        "predecessor_code": predecessor_code,
        "successor": successor,
        "successor_code": successor_code,
    }
