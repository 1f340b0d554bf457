"""What the fourteen points are called, their formulas and thresholds, and one point's answer.

Source: Defense Contract Management Agency, DCMA-EA PAM 200.1, Earned Value Management System
Program Analysis Pamphlet, October 2012, section 4. The Chinese names are ours.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

SOURCE = "DCMA-EA PAM 200.1 (2012), section 4"


class Verdict(enum.StrEnum):
    """NOT_APPLICABLE: what the point measures does not exist in this plan."""

    PASS = "pass"  # noqa: S105 - a verdict, no password
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Thresholds:
    """The published limits; a project may set its own. Shares are 0 to 1, days working days.

    `high_float_days` and `high_duration_days` are the limits that the formulas name.

    The pamphlet calls the critical path test passed when the finish moves by the delay; how far it
    may miss that, because calendars differ, is our number.
    """

    logic: float = 0.05
    leads: float = 0
    lags: float = 0.05
    relationship_types: float = 0.90
    hard_constraints: float = 0.05
    high_float: float = 0.05
    high_float_days: float = 44
    negative_float: float = 0
    high_duration: float = 0.05
    high_duration_days: float = 44
    invalid_dates: float = 0
    resources: float = 0
    missed_tasks: float = 0.05
    critical_path_test: float = 0.95
    critical_path_delay_days: float = 600
    cpli: float = 0.95
    bei: float = 0.95


@dataclass(frozen=True)
class Definition:
    """A point as published: its number, its names, its formula, and which side of the limit fails.

    `names` by language. `at_least` says that the share must reach the threshold; else it may not
    exceed it.
    """

    number: int
    names: Mapping[str, str]
    formula: str
    at_least: bool = False


def _defined(
    number: int, english: str, chinese: str, formula: str, at_least: bool = False
) -> Definition:
    names = MappingProxyType({"en": english, "zh-hans": chinese})
    return Definition(number, names, formula, at_least)


# keys are the fields of Thresholds
DEFINITIONS: Mapping[str, Definition] = MappingProxyType(
    {
        "logic": _defined(
            1, "Logic", "逻辑关系缺失", "incomplete without predecessor or successor / incomplete"
        ),
        "leads": _defined(2, "Leads", "负时距(提前量)", "links with a negative lag / links"),
        "lags": _defined(3, "Lags", "正时距(延时)", "links with a positive lag / links"),
        "relationship_types": _defined(
            4, "Relationship types", "关系类型", "finish-to-start links / links", at_least=True
        ),
        "hard_constraints": _defined(
            5, "Hard constraints", "硬约束", "incomplete with a hard constraint / incomplete"
        ),
        "high_float": _defined(
            6, "High float", "总时差过大", "incomplete with float above the limit / incomplete"
        ),
        "negative_float": _defined(
            7, "Negative float", "负时差", "incomplete with total float < 0 / incomplete"
        ),
        "high_duration": _defined(
            8,
            "High duration",
            "持续时间过长",
            "incomplete tasks above the limit / incomplete tasks",
        ),
        "invalid_dates": _defined(
            9,
            "Invalid dates",
            "无效日期",
            "forecast before or actual after the data date / activities",
        ),
        "resources": _defined(
            10,
            "Resources",
            "资源未分配",
            "incomplete tasks of a day or more without resource or budget / such tasks",
        ),
        "missed_tasks": _defined(
            11,
            "Missed tasks",
            "未按基准完成",
            "tasks finished or forecast after their baseline finish / tasks due by the data date",
        ),
        "critical_path_test": _defined(
            12,
            "Critical path test",
            "关键线路测试",
            "days by which the finish moves / days by which one critical task is delayed",
            at_least=True,
        ),
        "cpli": _defined(
            13,
            "Critical path length index (CPLI)",
            "关键线路长度指数(CPLI)",
            "(critical path length + total float) / critical path length",
            at_least=True,
        ),
        "bei": _defined(
            14,
            "Baseline execution index (BEI)",
            "基准执行指数(BEI)",
            "tasks complete / (tasks due by the baseline + tasks without a baseline)",
            at_least=True,
        ),
    }
)


@dataclass(frozen=True)
class Point:
    """The answer to one point.

    numerator, denominator: counts, or working days where the formula says days; share: their
    ratio, None where nothing is measured. activities, links: indices of those that offend.
    """

    key: str
    numerator: float
    denominator: float
    share: float | None
    threshold: float
    verdict: Verdict
    activities: tuple[int, ...] = ()
    links: tuple[int, ...] = ()

    @property
    def definition(self) -> Definition:
        """Name, number and formula."""
        return DEFINITIONS[self.key]


def measured(
    key: str,
    numerator: float,
    denominator: float,
    limits: Thresholds,
    *,
    activities: tuple[int, ...] = (),
    links: tuple[int, ...] = (),
) -> Point:
    """A point with its verdict; a denominator of 0 leaves nothing to judge."""
    threshold: float = getattr(limits, key)
    if denominator <= 0:
        return Point(key, numerator, denominator, None, threshold, Verdict.NOT_APPLICABLE)
    share = numerator / denominator
    good = share >= threshold if DEFINITIONS[key].at_least else share <= threshold
    verdict = Verdict.PASS if good else Verdict.FAIL
    return Point(key, numerator, denominator, share, threshold, verdict, activities, links)
