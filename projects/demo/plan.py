"""The three demo projects, laid relative to today. Everything but `facts` is invented.

`age` is how many days ago a building's day 0 lies. 1# and 2# keep the typical stagger of 30 days
and the power centre comes first. 3# follows 180 days behind 1# and not 60: the base reported
two buildings handed over while the third was rising, and 60 days behind it would be nearly done.
"""

import dataclasses
import datetime
from decimal import Decimal

from projects.demo import facts
from projects.demo.order import CONTROL_POINTS, ORDER, Step

# invented positions inside the zone; degrees north and east
SITE = (36.7895, 119.2130)
SITE_SPAN = 0.0016


@dataclasses.dataclass(frozen=True, kw_only=True)
class BuildingPlan:
    """One building. `late` names the milestone that slipped; what follows waits for it."""

    code: str
    name: str
    name_en: str
    age: int
    floors: int
    area_m2: int
    bays: int = 9
    late: str = ""
    photo_days: tuple[int, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class ProjectPlan:
    """One project."""

    code: str
    name: str
    name_en: str
    notice: str
    buildings: tuple[BuildingPlan, ...]
    steps: tuple[Step, ...] = ORDER
    site: tuple[float, float] = SITE
    investment_cny: Decimal | None = None
    site_area_mu: Decimal | None = None

    def begin(self, building: BuildingPlan, today: datetime.date) -> datetime.date:
        """The building's day 0."""
        return today - datetime.timedelta(days=building.age)


def _in_order(*steps: Step) -> tuple[Step, ...]:
    return tuple(sorted(steps, key=lambda step: step.finish))


GOERTEK = ProjectPlan(
    code="GOERTEK-VR",
    name=facts.BASE_NAME,
    name_en=facts.BASE_NAME_EN,
    notice=facts.NOTICE,
    investment_cny=facts.INVESTMENT_CNY,
    site_area_mu=facts.SITE_AREA_MU,
    steps=_in_order(*ORDER, *CONTROL_POINTS),
    buildings=(
        BuildingPlan(
            code="1#",
            name="1# 厂房",
            name_en="Plant building 1#",
            age=408,
            floors=5,
            area_m2=52_000,
            photo_days=(144, 224, 242, 369),
        ),
        BuildingPlan(
            code="2#",
            name="2# 厂房",
            name_en="Plant building 2#",
            age=378,
            floors=5,
            area_m2=52_000,
            photo_days=(144, 224, 242, 369),
        ),
        BuildingPlan(
            code="3#",
            name="3# 厂房",
            name_en="Plant building 3#",
            age=228,
            floors=5,
            area_m2=58_000,
            bays=10,
            late="M09",
            photo_days=(60, 144, 178, 205, 227),
        ),
        BuildingPlan(
            code="P",
            name="动力中心",
            name_en="Power centre",
            age=438,
            floors=3,
            area_m2=9_000,
            bays=5,
            photo_days=(144, 224, 242, 369),
        ),
    ),
)
ECOMMERCE = ProjectPlan(
    code="CBEC-PARK",
    name="跨境电商产业园",
    name_en="Cross-border e-commerce industrial park",
    notice=facts.ALL_ILLUSTRATIVE,
    site=(36.7935, 119.2210),
    buildings=(
        BuildingPlan(
            code="A",
            name="A 保税仓",
            name_en="Bonded warehouse A",
            age=120,
            floors=3,
            area_m2=24_000,
            photo_days=(118,),
        ),
        BuildingPlan(
            code="B",
            name="B 保税仓",
            name_en="Bonded warehouse B",
            age=148,
            floors=3,
            area_m2=24_000,
            late="M07",
            photo_days=(146,),
        ),
        BuildingPlan(
            code="C",
            name="C 展示交易中心",
            name_en="Showroom and trading centre C",
            age=300,
            floors=6,
            area_m2=31_000,
            bays=6,
            photo_days=(144, 224, 298),
        ),
    ),
)
CUSTOMS = ProjectPlan(
    code="FOUR-GATES",
    name="“四关合一”综合运营中心",
    name_en="Four-in-one customs operations centre",
    notice=facts.ALL_ILLUSTRATIVE,
    site=(36.7858, 119.2245),
    buildings=(
        BuildingPlan(
            code="1",
            name="1 综合业务楼",
            name_en="Main service building 1",
            age=237,
            floors=8,
            area_m2=18_000,
            bays=6,
            late="M09",
            photo_days=(144, 235),
        ),
        BuildingPlan(
            code="2",
            name="2 查验仓库",
            name_en="Inspection warehouse 2",
            age=173,
            floors=2,
            area_m2=12_000,
            late="M07",
            photo_days=(171,),
        ),
    ),
)
PROJECTS = (GOERTEK, ECOMMERCE, CUSTOMS)
