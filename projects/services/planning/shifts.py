"""What moved the project's finish and each milestone between two computations."""

import numpy as np

from projects.models import Computation, Project
from projects.selectors.integers import Numbers
from projects.selectors.plans import ProjectNetwork
from projects.selectors.schedules import Answer
from projects.selectors.shifts import MILESTONES, driving_ids, shifts_between, unpacked
from scheduling.calendars.instants import NONE
from scheduling.columns import Flags
from scheduling.cpm import Schedule


def shifts_of(
    project: Project, network: ProjectNetwork, found: Schedule, values: Numbers
) -> list[Answer]:
    """Take apart what moved since the last computation, the project's finish first.

    Empty where nothing moved, or where there is nothing to compare with.
    """
    if not len(network.ids):
        return []
    moved = _moved_milestones(network, values)
    if not moved.any() and int(network.stored["early_finish"].max()) == found.finish_at:
        return []
    stored = Computation.objects.filter(project=project).values_list("network", flat=True)
    before = unpacked(stored.first())
    if before is None or not len(before.ids):
        return []
    wanted: list[int] = network.ids[moved & np.isin(network.ids, driving_ids(before))].tolist()
    return shifts_between(before, network.whole, wanted)


def _moved_milestones(network: ProjectNetwork, values: Numbers) -> Flags:
    """Which activities are milestones whose expected finish was another one."""
    known = network.stored["forecast_finish"]
    moved: Flags = (known != NONE) & (known != values["forecast_finish"])
    return moved & np.isin(network.columns.kind, MILESTONES)
