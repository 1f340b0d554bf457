"""Statutory clocks: what the law wants done within so many days of an accepted event.

A clock runs from the day on which the event was really accepted, never from the plan. Rules are
data with the region in which they hold, their text and their source; a region's own clock takes
the place of the national one of the same key. The day of the event is not counted.
"""

import datetime
import enum
from collections.abc import Mapping
from dataclasses import dataclass

from scheduling.calendars.workdays import Calendar

NATIONAL = "CN"


class Works(enum.StrEnum):
    """Special works need fire acceptance; for ordinary ones a fire filing is enough (order 51)."""

    ORDINARY = "ordinary"
    SPECIAL = "special"


@dataclass(frozen=True)
class StatutoryClock:
    """One limit, as it is written.

    `event` is the milestone from which it runs, `days` how many, `working` whether only working
    days of the official calendar count. `works` are those that it binds. `region` is an ISO 3166
    code; `names` and `text` are by language; what changes the outcome gets a new version.
    """

    key: str
    version: int
    region: str
    event: str
    days: int
    working: bool
    works: frozenset[Works]
    names: Mapping[str, str]
    text: Mapping[str, str]
    source: str


@dataclass(frozen=True)
class Due:
    """The last day on which a clock is kept; `days_left` is negative once it is missed.

    `days_left` counts calendar or working days, as the clock does. `provisional` says that the
    day rests on a year whose working days are not announced yet.
    """

    clock: StatutoryClock
    due: datetime.date
    days_left: int
    provisional: bool


ALL_WORKS = frozenset(Works)
COMPLETION = "completion_acceptance"

COMPLETION_FILING = StatutoryClock(
    key="completion-filing",
    version=1,
    region=NATIONAL,
    event=COMPLETION,
    days=15,
    working=False,
    works=ALL_WORKS,
    names={"en": "Filing of the completion acceptance", "zh-hans": "竣工验收备案"},
    text={
        "en": (
            "The owner files the completion acceptance report within 15 days of the day on which "
            "the works passed completion acceptance. Calendar days; the day itself is not counted."
        ),
        "zh-hans": "建设单位应当自建设工程竣工验收合格之日起15日内备案。按日历天计算，当日不计入。",
    },
    source="建设工程质量管理条例（国务院令第279号）第四十九条",
)
FIRE_FILING = StatutoryClock(
    key="fire-filing",
    version=1,
    region=NATIONAL,
    event=COMPLETION,
    days=5,
    working=True,
    works=frozenset({Works.ORDINARY}),
    names={"en": "Fire filing", "zh-hans": "消防验收备案"},
    text={
        "en": (
            "For works that are not special the owner files for fire safety within 5 working days "
            "of the completion acceptance. Special works apply for fire acceptance instead and "
            "may not be used before they pass it; no limit is set for that application."
        ),
        "zh-hans": (
            "其他建设工程竣工验收合格之日起五个工作日内，建设单位应当报消防设计审查验收主管部门备案。"
            "特殊建设工程应当申请消防验收，未经验收或者验收不合格的禁止投入使用，申请期限未作规定。"
        ),
    },
    source="建设工程消防设计审查验收管理暂行规定（住房和城乡建设部令第51号）",
)
BEIJING_JOINT = StatutoryClock(
    key="joint-acceptance-application",
    version=1,
    region="CN-BJ",
    event=COMPLETION,
    days=5,
    working=True,
    works=ALL_WORKS,
    names={"en": "Application for joint acceptance", "zh-hans": "竣工联合验收申请"},
    text={
        "en": (
            "Where acceptance is joint, the owner applies for it within 5 working days after the "
            "works passed completion acceptance or the owner's own inspection."
        ),
        "zh-hans": (
            "实施竣工联合验收的项目，建设单位应在组织工程竣工验收或自查全部合格后，"
            "5个工作日内提交竣工联合验收申请。"
        ),
    },
    source="北京市住房和城乡建设委员会关于进一步明确竣工联合验收办理环节和时限的通知（京建发〔2022〕136号）",
)
CLOCKS = (COMPLETION_FILING, FIRE_FILING, BEIJING_JOINT)


def clocks_for(region: str, works: Works) -> tuple[StatutoryClock, ...]:
    """The clocks that bind such works there: the region's own, and the nation's others."""
    found = {
        clock.key: clock
        for wanted in (NATIONAL, region)
        for clock in CLOCKS
        if clock.region == wanted and works in clock.works
    }
    return tuple(found.values())


def due_of(
    clock: StatutoryClock,
    *,
    accepted_on: datetime.date,
    today: datetime.date,
    calendar: Calendar,
) -> Due:
    """When a clock is due that runs since its event was accepted; `calendar` is the official one.

    A limit in calendar days that ends on a day off is not moved: no source says that it is.
    """
    if clock.working:
        due = calendar.add(accepted_on, clock.days)
        left = calendar.count(today, due)
        provisional = any(map(calendar.is_provisional, (accepted_on, due)))
    else:
        due = accepted_on + datetime.timedelta(days=clock.days)
        left, provisional = (due - today).days, False
    return Due(clock, due, left, provisional)
