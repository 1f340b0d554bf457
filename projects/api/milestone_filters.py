"""Filters of `milestones/` and, as far as they fit, of `activities/`."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from projects.api.filters import AskedFilterSet, TruthFilter, WordsFilter
from projects.api.query import DateFilter, IdFilter, TextFilter
from projects.models.words import MILESTONE_KINDS, ActivityKind, ActivityState

Rows = QuerySet[Any]


class PlannedFilters(AskedFilterSet):
    """What any planned work is asked by; both ends of a range of dates are inclusive."""

    project = IdFilter(field_name="project_id")
    building = IdFilter(field_name="building_id")
    state = WordsFilter(field_name="state", words=ActivityState.values)
    kind = WordsFilter(field_name="kind", words=ActivityKind.values)
    overdue = TruthFilter(method="filter_overdue")
    due_soon = TruthFilter(method="filter_due_soon")
    reached = TruthFilter(method="filter_reached")
    planned_finish_after = DateFilter(
        field_name="planned_finish", lookup_expr="gte", help_text="Inclusive."
    )
    planned_finish_before = DateFilter(
        field_name="planned_finish", lookup_expr="lte", help_text="Inclusive."
    )
    responsible = TextFilter(field_name="responsible__username")

    def filter_overdue(self, rows: Rows, _name: str, value: bool) -> Rows:
        """Planned day over on site and not reached; the stored instant makes it one comparison."""
        overdue = Q(reached_at__isnull=True, overdue_at__lte=timezone.now())
        return rows.filter(overdue) if value else rows.exclude(overdue)

    def filter_due_soon(self, rows: Rows, _name: str, value: bool) -> Rows:
        """Within the alert rule's working days and not over."""
        now = timezone.now()
        soon = Q(reached_at__isnull=True, due_soon_at__lte=now, overdue_at__gt=now)
        return rows.filter(soon) if value else rows.exclude(soon)

    def filter_reached(self, rows: Rows, _name: str, value: bool) -> Rows:
        """At the state that its policy asks for."""
        return rows.filter(reached_at__isnull=not value)


class MilestoneFilters(PlannedFilters):
    """Filters of `milestones/`."""

    kind = WordsFilter(field_name="kind", words=MILESTONE_KINDS)


class ActivityFilters(PlannedFilters):
    """Filters of `activities/`, which lists milestones too."""
