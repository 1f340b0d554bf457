"""Plans as templates, and copies of plans: the same order of work, later, for the next building.

The orders are illustrative. Their durations and lags are calendar days (日历天). Names come in
both languages.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scheduling.calendars.instants import MINUTES_PER_DAY
from scheduling.calendars.worktime import always
from scheduling.plan import Activity, Bound, Kind, LagClock, Link, LinkKind, Plan
from scheduling.rules.statutory import COMPLETION, COMPLETION_FILING, FIRE_FILING

FS, SS, FF = LinkKind.FS, LinkKind.SS, LinkKind.FF
# a predecessor's code, the kind of link, its lag in calendar days
After = tuple[str, LinkKind, int]


@dataclass(frozen=True)
class Step:
    """One line of a template: a task of so many calendar days, or a milestone of none.

    `statutory` names what it is before the law: the event that starts a clock of
    `rules.statutory`, or the key of the clock that it keeps.
    """

    code: str
    days: int
    en: str
    zh: str
    after: tuple[After, ...] = ()
    statutory: str = ""

    @property
    def names(self) -> Mapping[str, str]:
        """Its name by language."""
        return {"en": self.en, "zh-hans": self.zh}


@dataclass(frozen=True)
class Template:
    """An order of work; `names` and each step's are by language.

    spreads: by a step's code, how short and how long it may take, in percent of its days
    """

    key: str
    names: Mapping[str, str]
    steps: tuple[Step, ...]
    spreads: Mapping[str, tuple[int, int]] = dataclasses.field(default_factory=dict)


def plan_of(template: Template, start: int) -> Plan:
    """A template as a plan that begins at an instant, on the 24-hour calendar."""
    clock = always()
    return Plan(
        start=start,
        calendars={clock.name: clock},
        calendar=clock.name,
        activities=tuple(_activity(step) for step in template.steps),
        links=tuple(
            Link(code, step.code, kind, lag * MINUTES_PER_DAY, LagClock.ELAPSED)
            for step in template.steps
            for code, kind, lag in step.after
        ),
    )


def copied(given: Plan, prefix: str, offset_days: int) -> Plan:
    """The same plan, so many calendar days later, with a prefix before every code.

    Constraints, contract dates and the contract finish move along. What has happened in the old
    plan has not happened in the new one: actual dates and remaining work are left behind.
    """
    offset = offset_days * MINUTES_PER_DAY
    return dataclasses.replace(
        given,
        start=given.start + offset,
        data_date=None,
        must_finish_by=_moved(given.must_finish_by, offset),
        activities=tuple(_copy(activity, prefix, offset) for activity in given.activities),
        links=tuple(
            dataclasses.replace(
                link,
                predecessor=prefix + link.predecessor,
                successor=prefix + link.successor,
            )
            for link in given.links
        ),
    )


def _activity(step: Step) -> Activity:
    if step.days:
        return Activity(step.code, step.days * MINUTES_PER_DAY)
    return Activity(step.code, 0, Kind.FINISH_MILESTONE if step.after else Kind.START_MILESTONE)


def _copy(activity: Activity, prefix: str, offset: int) -> Activity:
    return dataclasses.replace(
        activity,
        id=prefix + activity.id,
        constraint=_bound(activity.constraint, offset),
        constraint2=_bound(activity.constraint2, offset),
        finish_by=_moved(activity.finish_by, offset),
        actual_start=None,
        actual_finish=None,
        remaining=None,
        resume_at=None,
    )


def _bound(bound: Bound, offset: int) -> Bound:
    return Bound(bound.kind, _moved(bound.at, offset))


def _moved(instant: int | None, offset: int) -> int | None:
    return None if instant is None else instant + offset


def _ended(*codes: str) -> tuple[After, ...]:
    return tuple((code, FS, 0) for code in codes)


# product.md 8, up to the joint commissioning
_BUILDING = (
    Step("M01", 0, "Start of works", "开工"),
    Step("A02", 20, "Site levelling and temporary works", "场地平整与临建", _ended("M01")),
    Step("A03", 45, "Piling", "桩基施工", _ended("A02")),
    Step("A04", 15, "Pile testing", "桩基检测", (("A03", FS, 14),)),
    Step("A05", 20, "Excavation", "土方开挖", _ended("A04")),
    Step("A06", 40, "Pile caps, ground beams, foundations", "承台、地梁、基础", (("A05", SS, 10),)),
    Step("M07", 0, "Foundations complete (±0.00)", "基础完成 (±0.00)", _ended("A06")),
    Step("A08", 80, "Main structure", "主体结构", _ended("M07")),
    Step("M09", 0, "Main structure topped out", "主体结构封顶", _ended("A08")),
    Step("A10", 35, "Steel roof", "钢结构屋面", (("A08", SS, 55), ("A08", FF, 10))),
    Step("A11", 7, "Acceptance of the main structure", "主体结构分部验收", (("M09", FS, 28),)),
    Step("A12", 50, "Masonry and secondary structure", "砌体与二次结构", (("A08", SS, 40),)),
    Step("A13", 25, "Roof waterproofing and insulation", "屋面防水保温", _ended("A10")),
    Step("A14", 60, "Outer wall", "外立面", (("M09", FS, 10),)),
    Step(
        "A15",
        110,
        "Mechanical and electrical works, fire protection",
        "机电安装（含消防）",
        (("A12", SS, 15),),
    ),
    Step(
        "A16", 60, "Interior works and floors", "室内装饰、地坪", (*_ended("A12"), ("A15", FF, 10))
    ),
    Step("A17", 45, "Lifts and large equipment", "电梯及大型设备", (("M09", FS, 30),)),
    Step("A18", 60, "Outdoor pipes, roads, planting", "室外管网、道路、绿化", (("A14", SS, 30),)),
    Step(
        "A19",
        30,
        "Joint commissioning, fire testing",
        "联动调试、消防检测",
        _ended("A15", "A16", "A17"),
    ),
)
# what meets the ground, the weather, and whoever tests and accepts
_SPREADS = {
    "A03": (85, 150),
    "A05": (80, 160),
    "A06": (90, 130),
    "A08": (90, 125),
    "A10": (90, 135),
    "A14": (90, 140),
    "A15": (90, 135),
    "A19": (80, 170),
    "A21": (80, 200),
}
_BUILT = ("A19", "A18", "A14", "A13", "A11")


def _handover(fire_first: bool) -> Iterable[Step]:
    """From the building that stands to its use, fire acceptance before or after the completion's.

    Order 51 wants the completion first; where acceptance is joint, authorities look at fire safety
    before. The filing stays within its 15 days either way.
    """
    completion = _ended("A21", *_BUILT[1:]) if fire_first else _ended(*_BUILT)
    fire = _ended("A19") if fire_first else _ended("M20")
    yield Step("M20", 0, "Completion acceptance", "竣工验收", completion, COMPLETION)
    yield Step(
        "A21", 15, "Fire acceptance / fire filing", "消防验收 / 消防备案", fire, FIRE_FILING.key
    )
    filing = _ended("M20") if fire_first else _ended("A21")
    filed = COMPLETION_FILING
    yield Step("M22", 0, filed.names["en"], filed.names["zh-hans"], filing, filed.key)
    yield Step("M23", 0, "Handed over for use", "交付使用", (("M22", FS, 5),))


PLANT_BUILDING = Template(
    "plant-building",
    {"en": "Plant building, fire after completion", "zh-hans": "厂房（先竣工验收后消防）"},
    (*_BUILDING, *_handover(fire_first=False)),
    _SPREADS,
)
PLANT_BUILDING_FIRE_FIRST = Template(
    "plant-building-fire-first",
    {"en": "Plant building, fire before completion", "zh-hans": "厂房（先消防后竣工验收）"},
    (*_BUILDING, *_handover(fire_first=True)),
    _SPREADS,
)
ROAD = Template(
    "road",
    {"en": "Road", "zh-hans": "道路"},
    (
        Step("R01", 0, "Start of works", "开工"),
        Step("R02", 15, "Site clearing and setting out", "清表与测量放线", _ended("R01")),
        Step("R03", 40, "Earthworks and subgrade", "路基土石方", _ended("R02")),
        Step("R04", 30, "Drainage and ducts", "雨污水管与管线", (("R03", SS, 15),)),
        Step("R05", 25, "Base course", "水稳基层", _ended("R03", "R04")),
        Step("R06", 15, "Asphalt surface", "沥青面层", (("R05", FS, 7),)),
        Step("R07", 20, "Kerbs and footways", "路缘石与人行道", (("R05", SS, 10),)),
        Step("R08", 15, "Lighting, signs and markings", "照明、标志标线", _ended("R06", "R07")),
        Step("R09", 0, "Completion acceptance", "竣工验收", _ended("R08"), COMPLETION),
        Step("R10", 0, "Opened to traffic", "通车", (("R09", FS, 5),)),
    ),
    {"R03": (80, 160), "R05": (90, 140), "R06": (90, 150)},
)
PIPELINES = Template(
    "pipelines",
    {"en": "Pipeline network", "zh-hans": "管网"},
    (
        Step("P01", 0, "Start of works", "开工"),
        Step("P02", 10, "Survey of existing pipes", "既有管线探测", _ended("P01")),
        Step("P03", 40, "Trench excavation and shoring", "沟槽开挖与支护", _ended("P02")),
        Step(
            "P04", 40, "Bedding and pipe laying", "基础与管道安装", (("P03", SS, 5), ("P03", FF, 5))
        ),
        Step("P05", 30, "Manholes", "检查井", (("P04", SS, 10), ("P04", FF, 3))),
        Step("P06", 10, "Pressure and leakage tests", "水压与闭水试验", _ended("P04", "P05")),
        Step("P07", 20, "Backfill and compaction", "回填压实", (("P06", SS, 3), ("P06", FF, 5))),
        Step("P08", 10, "Surface restored", "路面恢复", _ended("P07")),
        Step("P09", 0, "Completion acceptance", "竣工验收", _ended("P06", "P08"), COMPLETION),
    ),
    {"P03": (80, 170), "P04": (90, 130), "P06": (80, 150)},
)
TEMPLATES = {
    template.key: template
    for template in (PLANT_BUILDING, PLANT_BUILDING_FIRE_FIRST, ROAD, PIPELINES)
}
