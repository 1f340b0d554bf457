"""The typical order of a plant building: 369 calendar days, illustrative (product.md 8).

`start` and `finish` are points in time counted in days from the building's start, as a critical
path calculation yields them: day 224 is the end of the 224th day.
"""

import dataclasses
import datetime
from collections.abc import Iterator
from typing import Any

from projects.models.words import (
    ActivityKind,
    Constraint,
    DurationClock,
    EvidencePolicy,
    LagClock,
    LinkKind,
    StatutoryStep,
)
from projects.services.planning.orders import STORED_KINDS
from projects.services.planning.ranges import range_row
from scheduling.calendars.instants import MINUTES_PER_DAY, day_start
from scheduling.cpm import schedule
from scheduling.rules.statutory import COMPLETION
from scheduling.templates import PLANT_BUILDING, Template, plan_of

FIRST = "M01"
BEGIN = day_start(datetime.date(2026, 1, 1))


@dataclasses.dataclass(frozen=True)
class Step:
    """One line of the order."""

    code: str
    name: str
    name_en: str
    start: int
    finish: int
    kind: ActivityKind = ActivityKind.TASK
    policy: EvidencePolicy = EvidencePolicy.ACCEPTED
    statutory: StatutoryStep = StatutoryStep.NONE

    @property
    def is_milestone(self) -> bool:
        """Has the step no duration?"""
        return self.kind != ActivityKind.TASK

    def first_day(self, begin: datetime.date) -> datetime.date:
        """The day on which the step begins."""
        return self.last_day(begin) if self.is_milestone else _day(begin, self.start)

    def last_day(self, begin: datetime.date) -> datetime.date:
        """The day at whose end the step is done; a start milestone lies at the day's beginning."""
        return _day(begin, max(self.finish - 1, 0))

    def row(self, begin: datetime.date) -> dict[str, Any]:
        """The step as a row of the plan of a building that begins on `begin`."""
        return {
            "name": self.name,
            "name_en": self.name_en,
            "wbs": self.code,
            "kind": self.kind,
            "duration_days": self.finish - self.start,
            "duration_clock": DurationClock.CALENDAR,
            "planned_start": self.first_day(begin),
            "planned_finish": self.last_day(begin),
            "evidence_policy": self.policy,
            "statutory_step": self.statutory,
            **(_not_before(begin) if self.code == FIRST else {}),
            **range_row(PLANT_BUILDING, self.code),
        }


def _not_before(begin: datetime.date) -> dict[str, Any]:
    """The stagger of the buildings: nothing else holds the first step back."""
    return {"constraint": Constraint.SNET, "constraint_date": begin}


def _day(begin: datetime.date, number: int) -> datetime.date:
    return begin + datetime.timedelta(days=number)


_TASK = ActivityKind.TASK
_INSPECTION = ActivityKind.INSPECTION_MILESTONE
_EVIDENCED = EvidencePolicy.EVIDENCED
# what the base's task force asks for, where it is more or less than an acceptance
POLICIES = {"M01": EvidencePolicy.CLAIMED, "M07": _EVIDENCED, "M09": _EVIDENCED}


def _steps(template: Template) -> Iterator[Step]:
    """The template's lines with the days on which its network puts them."""
    network = plan_of(template, BEGIN)
    found = schedule(network)
    for place, (step, activity) in enumerate(zip(template.steps, network.activities, strict=True)):
        kind = _INSPECTION if step.statutory == COMPLETION else STORED_KINDS[activity.kind]
        yield Step(
            step.code,
            step.zh,
            step.en,
            (int(found.early_start[place]) - BEGIN) // MINUTES_PER_DAY,
            (int(found.early_finish[place]) - BEGIN) // MINUTES_PER_DAY,
            kind,
            POLICIES.get(step.code, EvidencePolicy.ACCEPTED),
            StatutoryStep(step.statutory),
        )


ORDER = tuple(_steps(PLANT_BUILDING))
# control points of the base's own task force, between the steps of the typical order
CONTROL_POINTS = (
    Step("M10", "主体结构实体检测", "Structural survey", 231, 231, _INSPECTION),
    Step(
        "M15", "机电安装样板验收", "Acceptance of the M&E sample", 242, 242, _INSPECTION, _EVIDENCED
    ),
)


@dataclasses.dataclass(frozen=True)
class Logic:
    """A link of the order; the lag is calendar days, as every duration here."""

    predecessor: str
    successor: str
    kind: LinkKind = LinkKind.FS
    lag: int = 0

    def row(self) -> dict[str, Any]:
        """The link as a row without its ends."""
        return {"kind": self.kind, "lag_days": self.lag, "lag_clock": LagClock.ELAPSED}


LOGIC = (
    *(
        Logic(predecessor, step.code, LinkKind[kind.name], lag)
        for step in PLANT_BUILDING.steps
        for predecessor, kind, lag in step.after
    ),
    # the base's own control points
    Logic("M09", "M10", lag=7),
    Logic("A15", "M15", LinkKind.SS, 43),
)
