"""Filters of `milestones/` and, as far as they fit, of `activities/`."""

import datetime
from typing import Any

import django_filters
from django.db.models import Q
from django.utils import timezone

from projects.api.filters import TruthFilter, WordsFilter
from projects.api.query import DateFilter, FloatFilter, IdFilter, TextFilter
from projects.models.ranges import WHOLE_RANGE
from projects.models.words import MILESTONE_KINDS, ActivityKind, ActivityState, LightColour
from projects.selectors.schedules import forecast_on_side


def overdue() -> Q:
    """Planned day over on site and not reached; the stored instant makes it one comparison."""
    return Q(reached_at__isnull=True, overdue_at__lte=timezone.now())


def due_soon() -> Q:
    """Within the alert rule's working days and not over."""
    now = timezone.now()
    return Q(reached_at__isnull=True, due_soon_at__lte=now, overdue_at__gt=now)


def will_be_late() -> Q:
    """Expected after its planned day by the last computation, and neither reached nor overdue."""
    return Q(reached_at__isnull=True, forecast_days_late__gt=0, overdue_at__gt=timezone.now())


def reached() -> Q:
    """At the state that its policy asks for."""
    return Q(reached_at__isnull=False)


def critical() -> Q:
    """Critical in the project's last computation."""
    return Q(is_critical=True)


def ranged() -> Q:
    """With a range of its own for risk analyses."""
    return WHOLE_RANGE


class ForecastFilter(DateFilter):
    """The expected finish on or after a day, or with `until` on or before it."""

    def __init__(self, *, until: bool) -> None:
        super().__init__(help_text="Inclusive.")
        self.until = until

    def filter(self, qs: Any, value: datetime.date | None) -> Any:
        """Keep the rows on the one side of the day."""
        return qs if value is None else qs.filter(forecast_on_side(value, until=self.until))


class LightFilter(WordsFilter):
    """Colours, which no column holds: checked here, and left to whoever knows the projects."""

    def filter(self, qs: Any, value: list[str]) -> Any:  # noqa: ARG002 - the library's signature
        """Leave the rows as they are."""
        return qs


class PlannedFilters(django_filters.FilterSet):
    """What any planned work is asked by; both ends of a range of dates are inclusive."""

    project = IdFilter(field_name="project_id")
    building = IdFilter(field_name="building_id")
    state = WordsFilter(field_name="state", words=ActivityState.values)
    kind = WordsFilter(field_name="kind", words=ActivityKind.values)
    overdue = TruthFilter(overdue)
    due_soon = TruthFilter(due_soon)
    reached = TruthFilter(reached)
    planned_finish_after = DateFilter(
        field_name="planned_finish", lookup_expr="gte", help_text="Inclusive."
    )
    planned_finish_before = DateFilter(
        field_name="planned_finish", lookup_expr="lte", help_text="Inclusive."
    )
    critical = TruthFilter(critical)
    float_lte = FloatFilter(
        field_name="total_float_days", lookup_expr="lte", help_text="Days of total float at most."
    )
    forecast_after = ForecastFilter(until=False)
    forecast_before = ForecastFilter(until=True)
    responsible = TextFilter(field_name="responsible__username")


class MilestoneFilters(PlannedFilters):
    """Filters of `milestones/`."""

    kind = WordsFilter(field_name="kind", words=MILESTONE_KINDS)
    light = LightFilter(words=LightColour.values)
    will_be_late = TruthFilter(will_be_late)


class ActivityFilters(PlannedFilters):
    """Filters of `activities/`, which lists milestones too."""

    ranged = TruthFilter(ranged)
    risk_group = TextFilter()
