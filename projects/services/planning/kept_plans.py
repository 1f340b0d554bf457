"""Computed plans that a process keeps, so that an edit computes what it can reach and no more.

Nobody has to tell them what changed: a plan that is followed compares all that it is given
(`scheduling.incremental`). What another process stored meanwhile, or a transaction that never
came to its end, is a change like any other.
"""

import dataclasses
from collections import OrderedDict
from functools import cache
from threading import Lock
from typing import Any

from django.conf import settings

from scheduling import cpm
from scheduling.columns import Columns
from scheduling.cpm import Schedule
from scheduling.incremental import Following
from scheduling.profiles import Options

# what is kept of a plan, of each of its activities and of its links; a test measures them
PLAN_BYTES, ACTIVITY_BYTES, LINK_BYTES = 150_000, 300, 90


class KeptPlan:
    """One plan on its way. `size`: the bytes that it may take; `lock`: threads take turns at it."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.size = 0
        self._following: Following | None = None
        self._options: Options | None = None

    def computed(self, given: Columns, options: Options) -> Schedule:
        """Follow to what is given; the answer is a copy, for the next change writes in place."""
        if self._following is None or self._options != options:
            self._following = None
            self._following, self._options = Following(given, options), options
        else:
            self._following.change(given)
        return _copied(self._following.schedule)


class KeptPlans:
    """Plans by the id of their project, as many as fit; those asked for last stay longest."""

    def __init__(self, *, most_bytes: int) -> None:
        self._most = most_bytes
        self._lock = Lock()
        self._plans: OrderedDict[int, KeptPlan] = OrderedDict()

    @property
    def projects(self) -> list[int]:
        """The projects whose plans are kept; the first is the next to go."""
        with self._lock:
            return list(self._plans)

    def computed(self, *, project_id: int, given: Columns, options: Options) -> Schedule:
        """Compute a plan, from the one that is kept of its project where there is one.

        Raises network.Loop and tables.BeyondCalendar. A plan for which there is no room at all is
        computed and not kept.
        """
        plan = self._plan(project_id, size_of(given))
        if plan is None:
            return cpm.computed(given, options)
        with plan.lock:
            return plan.computed(given, options)

    def _plan(self, project_id: int, size: int) -> KeptPlan | None:
        """The plan kept of a project, a new one where there was none, and room for `size` bytes."""
        with self._lock:
            plan = self._plans.pop(project_id, None) or KeptPlan()
            if size > self._most:
                return None
            plan.size = size
            self._plans[project_id] = plan
            while sum(each.size for each in self._plans.values()) > self._most:
                self._plans.popitem(last=False)
        return plan


def size_of(given: Columns) -> int:
    """The bytes that a plan may take while it is kept."""
    return PLAN_BYTES + ACTIVITY_BYTES * len(given.work) + LINK_BYTES * len(given.link_pred)


@cache
def kept_plans() -> KeptPlans:
    """Those of this process."""
    return KeptPlans(most_bytes=settings.KEPT_PLANS_BYTES)


def _copied(schedule: Schedule) -> Schedule:
    columns: dict[str, Any] = {
        field.name: getattr(schedule, field.name).copy()
        for field in dataclasses.fields(schedule)
        if field.name != "finish_at"
    }
    return dataclasses.replace(schedule, **columns)
