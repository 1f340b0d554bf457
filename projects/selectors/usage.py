"""What the plan as it stands uses of a resource, day by day or week by week."""

import datetime
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from projects.models import Resource
from projects.selectors.computations import faults_named, network_now
from projects.selectors.resources import crews_of, resource_names, resource_said
from scheduling import cpm
from scheduling.calendars.instants import day_start, finish_day, start_day
from scheduling.levelling import resources as engine
from scheduling.levelling.usage import Work, usage

STEPS = ("day", "week")
DAYS = {"day": 1, "week": 7}
# a longer answer is cut; `next` tells where to go on
PERIODS_MOST = 1000

Row = dict[str, Any]


def usage_of(
    resource: Resource,
    now: datetime.datetime,
    *,
    step: str,
    since: datetime.date | None,
    until: datetime.date | None,
) -> Row:
    """The periods from `since` to `until` (by default all in which the resource is needed).

    Weeks begin on Monday. Levels of effort count as long as they span, and finished work as long
    as it took. 422 where the plan as of `now` (UTC) cannot be computed.
    """
    network = network_now(resource.project, now)
    with faults_named(network):
        found = cpm.computed(network.columns, network.options)
    crews = crews_of(resource.project_id)
    needs = crews.narrowed({resource.pk}).needs
    places = np.searchsorted(network.ids, [need.activity for need in needs]).astype(np.int64)
    work = Work(
        start=found.start[places],
        finish=found.finish[places],
        calendar=network.columns.calendar[places],
        units=np.array([need.units for need in needs], np.int64),
    )
    first = since or start_day(int(min(work.start, default=network.columns.start)))
    last = until or max(first, finish_day(int(max(work.finish, default=found.finish_at))))
    days = _days(first, last, step)
    crane = engine.Resource(str(resource.pk), *crews.resources[resource.pk])
    counted = usage(work, network.columns.calendars, crane, [day_start(day) for day in days])
    columns = (counted.peak, counted.capacity, counted.used / 60, counted.over / 60)
    rows = zip(pairwise(days), *(column.tolist() for column in columns), strict=True)
    return {
        **resource_said(resource.pk, resource_names([resource.pk])),
        "step": step,
        "next": days[-1] if days[-1] <= last else None,
        "periods": [
            {
                "first": begin,
                "last": end - datetime.timedelta(days=1),
                "peak": peak,
                "capacity": capacity,
                "used_hours": used,
                "over_hours": over,
            }
            for (begin, end), peak, capacity, used, over in rows
        ],
    }


def _days(first: datetime.date, last: datetime.date, step: str) -> Sequence[datetime.date]:
    """The first days of the periods, and the day after the last one."""
    length = DAYS[step]
    begin = first - datetime.timedelta(days=first.weekday() if step == "week" else 0)
    count = min(((last - begin).days // length) + 1, PERIODS_MOST)
    return [begin + datetime.timedelta(days=length * place) for place in range(count + 1)]
