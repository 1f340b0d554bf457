"""A milestone's light and lateness on a day, from plain values; each asked for once a process."""

import datetime
import json
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from projects.selectors.calendars import CalendarKey, calendars_by_key
from scheduling.calendars import workdays
from scheduling.rules import delays, lights
from scheduling.rules.light_rules import SEVERITY


class RuleKey(NamedTuple):
    """What a project's lights are judged by: a shipped rule, or `closes` and `bands` of an own one.

    `bands` is JSON as stored, so that keys compare and hash.
    """

    name: str
    version: int
    closes: Literal["finish", "start"] | None = None
    bands: str | None = None


SHIPPED = {name: RuleKey(name, rule.version) for name, rule in lights.PRESETS.items()}


class Judgement(NamedTuple):
    """The light as the API shows it, the working days late, and whether it is overdue."""

    light: dict[str, Any]
    days_late: int
    overdue: bool


@lru_cache(maxsize=16_384)
def judgement_of(
    rule: RuleKey,
    key: CalendarKey | None,
    planned: datetime.date | None,
    reached_on: datetime.date | None,
    today: datetime.date,
) -> Judgement:
    """Judge a milestone under a rule as of `today`, the project's local day.

    The answer is shared, not to edit.

    Late counts working days: until today while open, until the finish once reached.
    """
    calendar = calendar_under(key)
    light = lights.light_for(
        rule_under(rule),
        planned=planned,
        reached_on=reached_on,
        today=today,
        calendar=calendar,
    )
    late = 0
    if planned is not None:
        late = delays.days_late(planned, reached_on or today, calendar)
    return Judgement(
        light_shown(light),
        late,
        # the same day as the stored overdue_at, which is its first instant
        overdue=planned is not None and reached_on is None and today > planned,
    )


@lru_cache(maxsize=1024)
def rule_under(key: RuleKey) -> lights.LightRule:
    """The rule of that key; of an own one only what judges, not what people read."""
    if key.bands is None:
        return lights.PRESETS[key.name]
    bands = tuple(lights.Band(**band) for band in json.loads(key.bands))
    return lights.LightRule(key.name, key.version, {}, {}, "", False, bands, key.closes or "finish")


def calendar_under(key: CalendarKey | None) -> workdays.Calendar:
    """The calendar of that key; Monday to Friday where a project has none."""
    return calendars_by_key([key])[key] if key else workdays.MONDAY_TO_FRIDAY


def light_shown(light: lights.Light) -> dict[str, Any]:
    """Return a light as the API shows it."""
    return {
        "colour": light.colour,
        "rule": light.rule,
        "version": light.version,
        "reason": {
            "measure": light.reason.measure,
            "value": light.reason.value,
            "threshold": light.reason.threshold,
        },
        "since": light.since,
    }


def worst(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the worst of some lights, the longest-standing one among equals; grey for none."""
    if not found:
        return judgement_of(
            SHIPPED[lights.DAYS_LATE.name], None, None, None, datetime.date.min
        ).light
    return max(
        found,
        key=lambda light: (SEVERITY[light["colour"]], light["since"] is not None, _age(light)),
    )


def _age(light: dict[str, Any]) -> int:
    since: datetime.date | None = light["since"]
    return -since.toordinal() if since else 0
