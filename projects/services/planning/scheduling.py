"""Computing a project's schedule and writing it back, one computation at a time."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db import transaction

from projects.errors import RuleBroken
from projects.models import Computation, Link, Project
from projects.selectors.calendars import today_of
from projects.selectors.computations import faults_named
from projects.selectors.plan_errors import actuals_check, cycle_of
from projects.selectors.plans import ProjectNetwork, network_of
from projects.selectors.schedules import Answer, answer_kept, answer_last
from projects.services.planning.answers import answer_of
from projects.services.planning.forecast_days import forecast_keep
from projects.services.planning.kept_plans import kept_plans
from projects.services.planning.shifts import shifts_of
from projects.services.planning.writeback import schedule_store, values_of
from projects.services.rows import row_set, row_store
from scheduling.cpm import Schedule
from scheduling.network import Loop, ordered

Changed = TypeVar("Changed")

COUNTED = ["computation", "computed_at", "schedule_problem"]


@transaction.atomic
def schedule_compute(
    *, project: Project, options: Mapping[str, Any], now: datetime.datetime
) -> Answer:
    """Compute a project's schedule at `now` (UTC) and store it; return what it says.

    `options` (columns of the project) become the project's own. A plan in error is refused
    with 422 and leaves the last good schedule as it is.
    """
    held = project_hold(project_id=project.pk)
    changed = {name: each for name, each in options.items() if getattr(held, name) != each}
    if changed:
        row_set(row=held, data=changed)
        row_store(row=held, names=list(changed), pointer="")
    return schedule_again(held=held, now=now)


def project_hold(*, project_id: int) -> Project:
    """Read the project and hold it until the transaction ends: one plan change at a time.

    Rows that merely name the project are still written beside it.
    """
    return Project.objects.select_for_update(no_key=True).get(pk=project_id)


def schedule_follow(
    *, held: Project, now: datetime.datetime, lenient: bool = False
) -> Answer | None:
    """Compute after a change of a held project; None where nothing is computed by itself.

    A project follows once it has links, or was computed before, unless `auto_schedule` is off.
    Actual dates after the data date are no fault of the change: the last good schedule stays
    and the answer names the problem. With `lenient` so it does whatever the plan suffers from.
    """
    if not held.auto_schedule:
        return None
    if held.computed_at is None and not Link.objects.filter(project=held).exists():
        return None
    try:
        return schedule_again(held=held, now=now)
    except RuleBroken as broken:
        if not lenient and broken.code != "actual_after_data_date":
            raise
        held.schedule_problem = broken.code
        held.save(update_fields=["schedule_problem"])
        return answer_last(held)


@transaction.atomic
def followed(
    change: Callable[[], Changed],
    *,
    project_id: int,
    now: datetime.datetime,
    lenient: bool = False,
) -> tuple[Changed, Answer | None]:
    """Make a change of the plan with the project held, then compute; return both results.

    Whoever computes holds the project before any of its rows, so two never wait for one another.
    """
    held = project_hold(project_id=project_id)
    changed = change()
    # the change may have been one of the project itself
    held.refresh_from_db()
    return changed, schedule_follow(held=held, now=now, lenient=lenient)


def cycle_check(*, held: Project, now: datetime.datetime) -> None:
    """Refuse links that form a loop, for a plan that is not computed now."""
    network = network_of(held, today=today_of(held, now))
    try:
        ordered(network.columns, network.options.lag_clock)
    except Loop as loop:
        raise cycle_of(network, loop) from loop


def schedule_again(*, held: Project, now: datetime.datetime) -> Answer:
    """Compute a held project's plan as it stands and store it; see `schedule_compute`."""
    return network_compute(held=held, network=network_of(held, today=today_of(held, now)), now=now)


def network_compute(*, held: Project, network: ProjectNetwork, now: datetime.datetime) -> Answer:
    """The same for whoever has read the plan since holding the project."""
    found = _schedule(network, project_id=held.pk)
    values = values_of(network, found)
    held.computation += 1
    held.computed_at, held.schedule_problem = now, ""
    answer = answer_of(held, network, found, values)
    answer["shifts"] = shifts_of(held, network, found, values)
    schedule_store(network=network, values=values)
    # an edit of the project is something else: its version stays
    held.save(update_fields=COUNTED)
    Computation.objects.bulk_create(
        [Computation(project=held, answer=answer_kept(answer), network=network.packed())],
        update_conflicts=True,
        unique_fields=["project"],
        update_fields=["answer", "network"],
    )
    forecast_keep(project=held, now=now)
    return answer


def _schedule(network: ProjectNetwork, *, project_id: int) -> Schedule:
    actuals_check(network)
    with faults_named(network):
        return kept_plans().computed(
            project_id=project_id, given=network.columns, options=network.options
        )
