"""A milestone's light and lateness on a day, from plain values; each asked for once a process."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import Any, NamedTuple

from projects.models.words import LightRuleName
from projects.selectors.calendars import CalendarKey, calendars_by_key
from scheduling.calendars import workdays
from scheduling.rules import delays, lights

# worst last; a building shows the worst light of its milestones
SEVERITY = {"grey": 0, "green": 1, "blue": 2, "yellow": 3, "orange": 4, "red": 5}


class Judgement(NamedTuple):
    """The light as the API shows it, the working days late, and whether it is overdue."""

    light: dict[str, Any]
    days_late: int
    overdue: bool


@lru_cache(maxsize=16_384)
def judgement_of(
    rule: str,
    key: CalendarKey | None,
    planned: datetime.date | None,
    reached_on: datetime.date | None,
    today: datetime.date,
) -> Judgement:
    """Judge a milestone under the rule of that name as of `today`, the project's local day.

    The answer is shared, not to edit.

    Late counts working days: until today while open, until the finish once reached.
    """
    calendar = calendar_under(key)
    light = lights.light_for(
        lights.PRESETS[rule],
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


def calendar_under(key: CalendarKey | None) -> workdays.Calendar:
    """The calendar of that key; Monday to Friday where a project has none."""
    return calendars_by_key([key])[key] if key else workdays.MONDAY_TO_FRIDAY


def rule_shown(rule: lights.LightRule) -> dict[str, Any]:
    """Return a rule as the API shows it; its title is in the language of whoever asks."""
    return {
        "name": rule.name,
        "title": str(LightRuleName(rule.name).label),
        "version": rule.version,
        "text": dict(rule.text),
        "source": rule.source,
        "weak_source": rule.weak_source,
        "closes": rule.closes,
        "bands": [asdict(band) for band in rule.bands],
        "colours": sorted(
            {"grey", "green", *(band.colour for band in rule.bands)},
            key=SEVERITY.__getitem__,
            reverse=True,
        ),
    }


def rules_in_use(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the rules that rows with a `light_rule` name, in the order of the presets."""
    names = {row["light_rule"] for row in rows}
    return [rule_shown(rule) for name, rule in lights.PRESETS.items() if name in names]


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
        return judgement_of(lights.DAYS_LATE.name, None, None, None, datetime.date.min).light
    return max(
        found,
        key=lambda light: (SEVERITY[light["colour"]], light["since"] is not None, _age(light)),
    )


def _age(light: dict[str, Any]) -> int:
    since: datetime.date | None = light["since"]
    return -since.toordinal() if since else 0
