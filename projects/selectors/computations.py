"""A project's plan computed for a question: nothing of it is stored."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Project
from projects.selectors.calendars import today_of
from projects.selectors.plan_errors import actuals_check, beyond_of, cycle_of
from projects.selectors.plans import ProjectNetwork, network_of
from scheduling.calendars.tables import BeyondCalendar
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


@contextmanager
def faults_named(network: ProjectNetwork) -> Iterator[None]:
    """Turn what keeps a plan from being computed into a refusal that a planner can read."""
    try:
        yield
    except Loop as loop:
        raise cycle_of(network, loop) from loop
    except BeyondCalendar as beyond:
        raise beyond_of() from beyond
