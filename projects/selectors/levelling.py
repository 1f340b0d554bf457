"""Levellings: what a request means to the engine, and what the engine proposes to people."""

import datetime
import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import numpy as np
import orjson
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Project
from projects.models.analysis_words import LevellingMode
from projects.selectors.computations import network_now
from projects.selectors.names import Named, names_of, said
from projects.selectors.plan_errors import beyond_of
from projects.selectors.resources import (
    Crews,
    ResourceNames,
    crews_of,
    crews_packed,
    levelled_needs,
    resource_names,
    resource_said,
)
from projects.selectors.schedules import finish_ordinal, start_ordinal
from scheduling.calendars.instants import finish_day, moment
from scheduling.calendars.tables import BeyondCalendar
from scheduling.levelling.axis import TooFine
from scheduling.levelling.levels import Insufficient, level
from scheduling.levelling.proposal import Load, Proposal, Shift
from scheduling.levelling.search import Limits, Step, silent
from scheduling.objects import plan_of
from scheduling.packed import Packed
from scheduling.plan import Kind

# how long a request looks at priority rules before it answers
AT_ONCE_SECONDS = 5.0
SHIFTS_MOST = 10_000
COMPETING_MOST = 10

Row = dict[str, Any]


class Standing:
    """A project's plan as of `now` (UTC) without the adopted levelling, and its resources.

    422 where the plan cannot be computed at all.
    """

    def __init__(self, project: Project, now: datetime.datetime) -> None:
        self.network = network_now(project, now).plain
        self.crews = crews_of(project.pk)

    @cached_property
    def packed(self) -> bytes:
        """The plan as bytes."""
        return self.network.packed()

    def crews_for(self, ids: Sequence[int] | None) -> Crews:
        """The resources that a request names (ids), or all."""
        return self.crews if ids is None else self.crews.narrowed(ids)

    def mark(self, ids: Sequence[int] | None) -> str:
        """A mark of everything that a levelling of those resources rests on."""
        resources = crews_packed(self.crews_for(ids))
        return hashlib.sha256(self.packed + resources).hexdigest()[:32]


def proposed_at_once(packed: Packed, crews: Crews, request: Mapping[str, Any]) -> bytes:
    """What priority rules propose."""
    limits = Limits(orders=0, workers=1, seed=request["seed"], rules_seconds=AT_ONCE_SECONDS)
    return _proposed(packed, crews, request, limits, silent)


def proposed(
    packed: Packed, crews: Crews, request: Mapping[str, Any], report: Callable[[float], None]
) -> bytes:
    """What the search proposes; `report` hears the share of its time that is over, 0 to 1, and
    may end it by raising.
    """
    begun, seconds = time.monotonic(), request["time_limit_s"]

    def heard(_step: Step) -> None:
        report(min(1.0, (time.monotonic() - begun) / seconds))

    limits = Limits(seconds=seconds, workers=1, seed=request["seed"])
    return _proposed(packed, crews, request, limits, heard)


def _proposed(
    packed: Packed,
    crews: Crews,
    request: Mapping[str, Any],
    limits: Limits,
    listener: Callable[[Step], None],
) -> bytes:
    """The proposal as it is stored: what it says, and the starts that make it come true."""
    needs, efforts = levelled_needs(crews, packed.columns, packed.ids)
    plan = plan_of(packed.columns, list(map(str, packed.ids.tolist())))
    with _faults_named():
        found = level(
            plan,
            needs.engines(),
            extend=request["mode"] == LevellingMode.EXTEND,
            options=packed.options,
            limits=limits,
            listener=listener,
        )
    pins = sorted((int(name), at) for name, at in found.pins)
    answer = Teller(packed, found).answer()
    called = resource_names(crews.resources)
    named = names_of(need.activity for need in efforts)
    answer["left_aside"] = [
        {**said(need.activity, named), **resource_said(need.resource, called), "units": need.units}
        for need in efforts
    ]
    mark = hashlib.sha256(orjson.dumps([answer, pins])).hexdigest()[:32]
    return orjson.dumps({"pins": pins, "said": {"proposal": mark, **answer}})


@contextmanager
def _faults_named() -> Iterator[None]:
    """Turn what keeps a plan from being levelled into a refusal (422)."""
    try:
        yield
    except TooFine as error:
        raise RuleBroken(
            "too_fine_to_level",
            _("The plan is too long to be levelled with working hours that differ so finely."),
            status=422,
        ) from error
    except Insufficient as error:
        raise RuleBroken(
            "resources_do_not_suffice",
            _("The resources do not suffice for the work before the calendars end."),
            status=422,
        ) from error
    except BeyondCalendar as error:
        raise beyond_of() from error


class Teller:
    """Says a proposal in days, names and hours."""

    def __init__(self, packed: Packed, proposal: Proposal) -> None:
        self.packed, self.proposal = packed, proposal
        self.shifts = sorted(proposal.shifts, key=lambda each: (each.new_start, int(each.activity)))
        told = self.shifts[:SHIFTS_MOST]
        names = {
            name
            for shift in told
            for name in (shift.activity, *shift.competing[:COMPETING_MOST], *shift.follows)
        }
        self.named: Named = names_of(map(int, names))
        self.called: dict[int, ResourceNames] = resource_names(
            [int(load.resource) for load in proposal.loads]
        )

    def answer(self) -> Row:
        """The whole answer."""
        found = self.proposal
        within = not any(load.over_after for load in found.loads)
        return {
            "method": found.method,
            "orders": found.orders,
            "finish_before": finish_day(found.finish_before),
            "finish": finish_day(found.finish_after),
            "bound": finish_day(found.bound),
            "gap": found.gap,
            "within_capacity": within,
            "optimal": within and found.finish_after <= found.bound,
            "shifts_count": len(self.shifts),
            "shifts": [self._shift(shift) for shift in self.shifts[:SHIFTS_MOST]],
            "resources": [self._load(load) for load in found.loads],
        }

    def _shift(self, shift: Shift) -> Row:
        place = int(np.searchsorted(self.packed.ids, int(shift.activity)))
        given = self.packed.columns
        per_day = given.calendars[given.calendar[place]].minutes_per_day
        ends = bool(given.kind[place] == Kind.FINISH_MILESTONE)
        begins = bool(given.kind[place] == Kind.START_MILESTONE)
        days = {
            "old_start": start_ordinal(shift.old_start, ends=ends),
            "old_finish": finish_ordinal(shift.old_finish, begins=begins),
            "new_start": start_ordinal(shift.new_start, ends=ends),
            "new_finish": finish_ordinal(shift.new_finish, begins=begins),
        }
        return {
            **said(shift.activity, self.named),
            **{name: datetime.date.fromordinal(day) for name, day in days.items()},
            "days_moved": shift.delay / per_day,
            "waits_for": self._waits_for(shift),
            "follows": [said(name, self.named) for name in shift.follows],
        }

    def _waits_for(self, shift: Shift) -> Row | None:
        if shift.resource is None or shift.at is None:
            return None
        return {
            **resource_said(int(shift.resource), self.called),
            "at": moment(shift.at),
            "competing_count": len(shift.competing),
            "competing": [said(name, self.named) for name in shift.competing[:COMPETING_MOST]],
        }

    def _load(self, load: Load) -> Row:
        return {
            **resource_said(int(load.resource), self.called),
            "peak_before": load.peak_before,
            "capacity_before": load.capacity_before,
            "over_hours_before": load.over_before / 60,
            "peak_after": load.peak_after,
            "capacity_after": load.capacity_after,
            "over_hours_after": load.over_after / 60,
        }
