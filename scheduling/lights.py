"""Lights: a colour under a named, versioned rule, with the reason that decided it.

A rule is data. The same rule, dates and calendar always give the same light, so a light can be
replayed as of any past day: what happened after that day is not looked at.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from scheduling.delays import due_soon_from
from scheduling.workdays import Calendar

Colour = Literal["green", "yellow", "orange", "red", "grey"]
Measure = Literal["calendar_days_late", "working_days_left", "reached", "no_planned_date"]


@dataclass(frozen=True)
class Band:
    """From which day on a colour holds for a milestone that is not reached.

    `calendar_days_late`: from the day that lies `threshold` calendar days after the planned one.
    `working_days_left`: from the day that lies `threshold` working days before the planned one.
    """

    colour: Colour
    measure: Literal["calendar_days_late", "working_days_left"]
    threshold: int


@dataclass(frozen=True)
class LightRule:
    """A rule as published: what changes its outcome gets a new version, never an edit.

    `text` is what people read, by language. `bands` are tried in order; none holding means
    green. `weak_source` marks a rule whose source is not an official document.
    """

    name: str
    version: int
    text: Mapping[str, str]
    source: str
    weak_source: bool
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class Reason:
    """What was measured and against what; `value` and `threshold` are whole days or absent."""

    measure: Measure
    value: int | None
    threshold: int | None


@dataclass(frozen=True)
class Light:
    """A colour, the rule behind it, why, and the first day on which that reason held.

    `since` is None where there is no such day: nothing planned, or green from the beginning.
    """

    colour: Colour
    rule: str
    version: int
    reason: Reason
    since: datetime.date | None


DAYS_LATE = LightRule(
    name="days-late",
    version=1,
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

PRESETS: dict[str, LightRule] = {DAYS_LATE.name: DAYS_LATE}


def light_for(
    rule: LightRule,
    *,
    planned: datetime.date | None,
    reached_on: datetime.date | None,
    today: datetime.date,
    calendar: Calendar,
) -> Light:
    """The light of one milestone as of `today`, the project's local day.

    A milestone reached after `today` was not reached yet then.
    """
    if reached_on is not None and reached_on <= today:
        late = max(0, (reached_on - planned).days) if planned else None
        return _light(rule, "green", Reason("reached", late, None), reached_on)
    if planned is None:
        return _light(rule, "grey", Reason("no_planned_date", None, None), None)
    for band in rule.bands:
        since = _holds_since(band, planned, today, calendar)
        if since is not None:
            value = _measured(band.measure, planned, today, calendar)
            return _light(rule, band.colour, Reason(band.measure, value, band.threshold), since)
    return _light(rule, "green", _green_reason(rule, planned, today, calendar), None)


def _light(rule: LightRule, colour: Colour, reason: Reason, since: datetime.date | None) -> Light:
    return Light(colour, rule.name, rule.version, reason, since)


def _holds_since(
    band: Band, planned: datetime.date, today: datetime.date, calendar: Calendar
) -> datetime.date | None:
    """The first day of the band, or None when it has not begun by `today`."""
    if band.measure == "calendar_days_late":
        if (today - planned).days < band.threshold:
            return None
        return planned + datetime.timedelta(days=band.threshold)
    first = due_soon_from(planned, band.threshold, calendar)
    return first if first <= today else None


def _measured(
    measure: Measure, planned: datetime.date, today: datetime.date, calendar: Calendar
) -> int:
    if measure == "calendar_days_late":
        return (today - planned).days
    return calendar.count(today, planned)


def _green_reason(
    rule: LightRule, planned: datetime.date, today: datetime.date, calendar: Calendar
) -> Reason:
    """Green names what will first turn it: the weakest band."""
    weakest = rule.bands[-1]
    value = _measured(weakest.measure, planned, today, calendar)
    return Reason(weakest.measure, value, weakest.threshold)
