"""Light rules as published: data with a name, a version, a text in both languages and a source.

The same colour means different things in different cities, so a rule's name and text travel with
every light. Where a source is silent the text says what we do instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Colour = Literal["green", "yellow", "orange", "red", "blue", "grey"]
BandMeasure = Literal[
    "calendar_days_late",
    "working_days_left",
    "points_behind",
    "points_behind_unruled",
    "months_unstarted",
    "made_up_days_late",
    "poor_quality",
]
Measure = Literal[BandMeasure, "reached", "started", "no_planned_date"]
# worst last: of several lights the worst is shown
SEVERITY: Mapping[Colour, int] = {
    "grey": 0,
    "green": 1,
    "blue": 2,
    "yellow": 3,
    "orange": 4,
    "red": 5,
}


@dataclass(frozen=True)
class Band:
    """When a colour holds.

    `calendar_days_late`: from the day that lies `threshold` calendar days after the planned one.
    `working_days_left`: from the day that lies `threshold` working days before the planned one.
    `points_behind`, `points_behind_unruled`: percentage points below 序时进度, at least
    `threshold`; unruled where the source says nothing.
    `months_unstarted`: full months in a row without a start and without a good reason.
    `made_up_days_late`: reached, but so many calendar days after the planned day.
    `poor_quality`: a finding on quality is open (1) or not (0).
    With `above` the threshold itself does not belong to the band.
    """

    colour: Colour
    measure: BandMeasure
    threshold: int
    above: bool = False


@dataclass(frozen=True)
class LightRule:
    """A rule as published: what changes its outcome gets a new version, never an edit.

    `names` and `text` are what people read, by language. `bands` are tried in order, the strictest
    first; none holding means green. `weak_source` marks a rule whose source is not an official
    document.
    `closes` says what ends the rule's interest: that work was started or that the end is reached.
    """

    name: str
    version: int
    names: Mapping[str, str]
    text: Mapping[str, str]
    source: str
    weak_source: bool
    bands: tuple[Band, ...]
    closes: Literal["finish", "start"] = "finish"


DAYS_LATE = LightRule(
    name="days-late",
    version=1,
    names={"en": "Days late", "zh-hans": "逾期天数"},
    text={
        "en": (
            "Green: reached, or the planned date is more than 3 working days away. "
            "Yellow: due within 3 working days (Topout's own addition, the source is silent), or "
            "1 to 6 calendar days late. Orange: 7 to 14 calendar days late. Red: 15 or more. "
            "The source says up to 7 yellow, 7 to 15 orange, 15 and more red; where two colours "
            "meet, on day 7 and day 15, the stricter one holds. Lateness counts calendar days "
            "after the planned date."
        ),
        "zh-hans": (
            "绿：已达到，或距计划日期超过3个工作日。"
            "黄：3个工作日内到期（本系统补充，来源未规定），或逾期1至6个日历天。"
            "橙：逾期7至14个日历天。红：逾期15个日历天及以上。"
            "来源原文为7天以内黄、7至15天橙、15天以上红；第7天和第15天两色重叠，从严。"
            "逾期按计划日期之后的日历天计算。"
        ),
    },
    source="A Shenzhen company's delay rule (深圳某企业工期逾期分级规则)",
    weak_source=True,
    bands=(
        Band("red", "calendar_days_late", 15),
        Band("orange", "calendar_days_late", 7),
        Band("yellow", "calendar_days_late", 1),
        Band("yellow", "working_days_left", 3),
    ),
)

YINCHUAN_SOURCE = (
    "Yinchuan Development and Reform Commission, red-yellow-green mechanism of March 2025, as "
    "reported at m.qlbk.net/news/3Ww4l7bw75.html (银川市“红黄绿灯”推进机制)"
)

YINCHUAN_PROGRESS = LightRule(
    name="yinchuan-progress-gap",
    version=1,
    names={"en": "Progress gap (Yinchuan)", "zh-hans": "序时进度差（银川）"},
    text={
        "en": (
            "Green: progress is at or above what time demands (序时进度). Yellow: 10 to 30 "
            "percentage points below it, both included. Red: more than 30 points below. The "
            "source does not say what holds from 0 to 10 points below; Topout shows green and "
            "names the reason 'points_behind_unruled'. Progress counts at the end of the day."
        ),
        "zh-hans": (
            "绿：完成序时进度。黄：低于序时进度10至30个百分点（含10和30）。"
            "红：低于序时进度超过30个百分点。"
            "低于0至10个百分点的情形来源未规定；本系统亮绿灯，并标明“来源未规定”。"
            "进度按当日结束时计算。"
        ),
    },
    source=YINCHUAN_SOURCE,
    weak_source=False,
    bands=(
        Band("red", "points_behind", 30, above=True),
        Band("yellow", "points_behind", 10),
        Band("green", "points_behind_unruled", 0, above=True),
    ),
)

YINCHUAN_START = LightRule(
    name="yinchuan-start",
    version=1,
    names={"en": "Start (Yinchuan)", "zh-hans": "开工（银川）"},
    text={
        "en": (
            "Green: started as planned, or the planned month is not over. Yellow: the planned "
            "month has passed without a start and without a good reason. Red: three months in a "
            "row. A month with a good reason ends the row. Once started, the light is green and "
            "says how late the start was (Topout's own addition, the source is silent)."
        ),
        "zh-hans": (
            "绿：按计划开工，或计划开工当月尚未结束。黄：计划当月无正当理由未开工。"
            "红：连续3个月无正当理由应开工未开工。有正当理由的月份使连续计算中断。"
            "开工后亮绿灯，并注明晚开工天数（本系统补充，来源未规定）。"
        ),
    },
    source=YINCHUAN_SOURCE,
    weak_source=False,
    bands=(
        Band("red", "months_unstarted", 3),
        Band("yellow", "months_unstarted", 1),
    ),
    closes="start",
)

OUHAI_NODE = LightRule(
    name="ouhai-monthly-node",
    version=1,
    names={"en": "Monthly node (Ouhai)", "zh-hans": "月度节点（瓯海）"},
    text={
        "en": (
            "Green: done on time or early, or not yet due. Yellow: done late; what was made up "
            "afterwards never returns to green. Red: due and not done."
        ),
        "zh-hans": (
            "绿：按时或提前完成，或尚未到期。黄：逾期后补完成；补完成的节点不再恢复绿灯。"
            "红：到期未完成。"
        ),
    },
    source=(
        "Ouhai District, Wenzhou, monthly node lights of May 2020, "
        "wenzhou.gov.cn/art/2020/5/21/art_1217834_43244903.html (温州市瓯海区月度节点亮灯)"
    ),
    weak_source=False,
    bands=(
        Band("red", "calendar_days_late", 1),
        Band("yellow", "made_up_days_late", 1),
    ),
)

YICHANG_NODE = LightRule(
    name="yichang-node",
    version=1,
    names={"en": "Node (Yichang)", "zh-hans": "节点（宜昌）"},
    text={
        "en": (
            "Green: smooth. Yellow: the deadline is near. Red: behind. The source does not say "
            "how near; Topout takes 3 working days. Reached late is green."
        ),
        "zh-hans": (
            "绿：推进顺利。黄：临近节点期限。红：滞后。来源未说明“临近”的天数，本系统取3个工作日。"
            "逾期后达到的亮绿灯。"
        ),
    },
    source="Description of Yichang's project platform (宜昌市项目平台介绍)",
    weak_source=True,
    bands=(
        Band("red", "calendar_days_late", 1),
        Band("yellow", "working_days_left", 3),
    ),
)

SUQIAN_ORDERS = LightRule(
    name="suqian-order-colours",
    version=1,
    names={"en": "Order colours (Suqian)", "zh-hans": "三色督办单（宿迁）"},
    text={
        "en": (
            "The colours of three supervision orders. Blue: the deadline is near. Yellow: progress "
            "is below what time demands (序时进度), or quality is poor. Red: overdue, until it is "
            "closed. Green means that no order is due. The source does not say how near; Topout "
            "takes 3 working days. Of two orders the stricter one is shown."
        ),
        "zh-hans": (
            "三色督办单。蓝：临近办结时限。黄：未达到序时进度或完成质量较差。"
            "红：逾期未办结，直至办结为止。绿表示无需发出督办单。"
            "来源未说明“临近”的天数，本系统取3个工作日。同时符合两种的，从严。"
        ),
    },
    source=(
        "Suqian Industrial Development Group, supervision orders in three colours, June 2025, "
        "sqgzw.suqian.gov.cn (宿迁产发集团“三色督办单”制度)"
    ),
    weak_source=False,
    bands=(
        Band("red", "calendar_days_late", 1),
        Band("yellow", "points_behind", 0, above=True),
        Band("yellow", "poor_quality", 1),
        Band("blue", "working_days_left", 3),
    ),
)

PRESETS: dict[str, LightRule] = {
    rule.name: rule
    for rule in (
        DAYS_LATE,
        YINCHUAN_PROGRESS,
        YINCHUAN_START,
        OUHAI_NODE,
        YICHANG_NODE,
        SUQIAN_ORDERS,
    )
}
