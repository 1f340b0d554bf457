"""A project's plan computed for a question: nothing of it is stored."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Activity, Project
from projects.models.words import ActivityKind
from projects.selectors.calendars import today_of
from projects.selectors.plan_errors import actuals_check, beyond_of, cycle_of
from projects.selectors.plans import ProjectNetwork, network_of
from projects.selectors.schedules import finish_ordinal
from scheduling.calendars.tables import BeyondCalendar
from scheduling.cpm import Schedule
from scheduling.network import Loop
from scheduling.reasons.computation import Computation, computation


def network_now(project: Project, now: datetime.datetime) -> ProjectNetwork:
    """Read a project's plan as of `now` (UTC); 422 where it cannot be computed at all."""
    network = network_of(project, today=today_of(project, now))
    actuals_check(network)
    if not len(network.ids):
        raise RuleBroken("empty_plan", _("The project has no activities."), status=422)
    return network


def computation_of(network: ProjectNetwork) -> Computation:
    """Compute a plan that has activities; 422 names what keeps it from being computed."""
    with faults_named(network):
        return computation(network.plan, network.options)


def forecast_of(activity: Activity, network: ProjectNetwork, schedule: Schedule) -> datetime.date:
    """The last day that a schedule of a network expects of one of its activities."""
    place = int(network.ids.searchsorted(activity.pk))
    begins = activity.kind == ActivityKind.START_MILESTONE
    minute = int(schedule.finish[place])
    return datetime.date.fromordinal(finish_ordinal(minute, begins=begins))


@contextmanager
def faults_named(network: ProjectNetwork) -> Iterator[None]:
    """Turn what keeps a plan from being computed into a refusal that a planner can read."""
    try:
        yield
    except Loop as loop:
        raise cycle_of(network, loop) from loop
    except BeyondCalendar as beyond:
        raise beyond_of() from beyond
