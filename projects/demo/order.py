"""The typical order of a plant building: 369 calendar days, illustrative (product.md 8).

`start` and `finish` are points in time counted in days from the building's start, as a critical
path calculation yields them: day 224 is the end of the 224th day.
"""

import dataclasses
import datetime
from typing import Any

from projects.models.words import (
    ActivityKind,
    Constraint,
    DurationClock,
    EvidencePolicy,
    LagClock,
    LinkKind,
)

FIRST = "M01"


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
            **(_not_before(begin) if self.code == FIRST else {}),
        }


def _not_before(begin: datetime.date) -> dict[str, Any]:
    """The stagger of the buildings: nothing else holds the first step back."""
    return {"constraint": Constraint.SNET, "constraint_date": begin}


def _day(begin: datetime.date, number: int) -> datetime.date:
    return begin + datetime.timedelta(days=number)


_START = ActivityKind.START_MILESTONE
_FINISH = ActivityKind.FINISH_MILESTONE
_INSPECTION = ActivityKind.INSPECTION_MILESTONE
_CLAIMED = EvidencePolicy.CLAIMED
_EVIDENCED = EvidencePolicy.EVIDENCED

ORDER = (
    Step("M01", "开工", "Start of works", 0, 0, _START, _CLAIMED),
    Step("A02", "场地平整与临建", "Site levelling and temporary works", 0, 20),
    Step("A03", "桩基施工", "Piling", 20, 65),
    Step("A04", "桩基检测", "Pile testing", 79, 94),
    Step("A05", "土方开挖", "Excavation", 94, 114),
    Step("A06", "承台、地梁、基础", "Pile caps, ground beams, foundations", 104, 144),
    Step("M07", "基础完成 (±0.00)", "Foundations complete (±0.00)", 144, 144, _FINISH, _EVIDENCED),
    Step("A08", "主体结构", "Main structure", 144, 224),
    Step("M09", "主体结构封顶", "Main structure topped out", 224, 224, _FINISH, _EVIDENCED),
    Step("A10", "钢结构屋面", "Steel roof", 199, 234),
    Step("A11", "主体结构分部验收", "Acceptance of the main structure", 252, 259),
    Step("A12", "砌体与二次结构", "Masonry and secondary structure", 184, 234),
    Step("A13", "屋面防水保温", "Roof waterproofing and insulation", 234, 259),
    Step("A14", "外立面", "Outer wall", 234, 294),
    Step("A15", "机电安装（含消防）", "Mechanical and electrical works, fire protection", 199, 309),
    Step("A16", "室内装饰、地坪", "Interior works and floors", 259, 319),
    Step("A17", "电梯及大型设备", "Lifts and large equipment", 254, 299),
    Step("A18", "室外管网、道路、绿化", "Outdoor pipes, roads, planting", 264, 324),
    Step("A19", "联动调试、消防检测", "Joint commissioning, fire testing", 319, 349),
    Step("M20", "竣工验收", "Completion acceptance", 349, 349, _INSPECTION),
    Step("A21", "消防验收 / 消防备案", "Fire acceptance / fire filing", 349, 364),
    Step("M22", "竣工验收备案", "Filing of the completion acceptance", 364, 364, _FINISH),
    Step("M23", "交付使用", "Handed over for use", 369, 369, _FINISH),
)
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


_SS = LinkKind.SS
_FF = LinkKind.FF

LOGIC = (
    Logic("M01", "A02"),
    Logic("A02", "A03"),
    Logic("A03", "A04", lag=14),
    Logic("A04", "A05"),
    Logic("A05", "A06", _SS, 10),
    Logic("A06", "M07"),
    Logic("M07", "A08"),
    Logic("A08", "M09"),
    Logic("A08", "A10", _SS, 55),
    Logic("A08", "A10", _FF, 10),
    Logic("M09", "A11", lag=28),
    Logic("A08", "A12", _SS, 40),
    Logic("A10", "A13"),
    Logic("M09", "A14", lag=10),
    Logic("A12", "A15", _SS, 15),
    Logic("A12", "A16"),
    Logic("A15", "A16", _FF, 10),
    Logic("M09", "A17", lag=30),
    Logic("A14", "A18", _SS, 30),
    Logic("A15", "A19"),
    Logic("A16", "A19"),
    Logic("A17", "A19"),
    Logic("A19", "M20"),
    Logic("A18", "M20"),
    Logic("A14", "M20"),
    Logic("A13", "M20"),
    Logic("A11", "M20"),
    Logic("M20", "A21"),
    Logic("A21", "M22"),
    Logic("M22", "M23", lag=5),
    # the base's own control points
    Logic("M09", "M10", lag=7),
    Logic("A15", "M15", _SS, 43),
)
