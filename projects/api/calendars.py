"""`calendars/`: which days are worked."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import serializers

from projects.api.base import READ_RULES, ProjectScopedViewSet
from projects.api.inside import InsideSerializer, without_project
from projects.api.permissions import PLANNERS
from projects.api.query import IdFilter
from projects.api.serializers import StrictIntegerField, StrictModelSerializer
from projects.models import Calendar, CalendarException
from projects.services import planning
from projects.services.planning.calendars import EXCEPTIONS_LIMIT
from projects.services.planning.presets import PRESETS, YEARS_MAX, preset_rows

EXAMPLES = [
    OpenApiExample(
        "China, by the State Council's notices",
        value={"project": 1, "name": "中国", "preset": "china", "preset_years": [2025, 2026, 2027]},
        request_only=True,
    ),
    OpenApiExample(
        "Six days a week",
        value={
            "project": 1,
            "name": "六天",
            "worked_weekdays": 63,
            "exceptions": [{"date": "2026-10-01", "worked": False, "name": "国庆节"}],
        },
        request_only=True,
    ),
]


class CalendarExceptionSerializer(StrictModelSerializer):
    """One day that the weekly pattern gets wrong."""

    class Meta:
        model = CalendarException
        fields = ("date", "worked", "name", "source_notice", "provisional")


class CalendarSerializer(InsideSerializer):
    """A calendar; `exceptions` are always the whole list, and a write replaces it.

    `worked_weekdays`: bit 0 is Monday, 31 is Monday to Friday. `preset` fills the exceptions
    once, when the calendar is made, for `preset_years` (default: last year to next year).
    """

    exceptions = CalendarExceptionSerializer(  # type: ignore[call-arg] # the list it becomes takes it
        many=True, required=False, max_length=EXCEPTIONS_LIMIT
    )
    preset = serializers.ChoiceField(choices=PRESETS, write_only=True, required=False)
    preset_years = serializers.ListField(
        child=StrictIntegerField(min_value=2004, max_value=2099),
        write_only=True,
        required=False,
        min_length=1,
        max_length=YEARS_MAX,
    )

    class Meta:
        model = Calendar
        fields = (
            "id",
            "project",
            "name",
            "worked_weekdays",
            "exceptions",
            "preset",
            "preset_years",
            "created_at",
            "updated_at",
            "version",
        )
        read_only_fields = ("id", "created_at", "updated_at", "version")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Take a preset at birth only, and not beside exceptions."""
        if "preset_years" in attrs and "preset" not in attrs:
            raise serializers.ValidationError({"preset": _("Years need their preset.")})
        if "preset" in attrs and (self.partial or "exceptions" in attrs):
            raise serializers.ValidationError(
                {"preset": _("A preset is for a new calendar without exceptions.")}
            )
        return attrs


class CalendarFilters(django_filters.FilterSet):
    """Filters of `calendars/`."""

    project = IdFilter(field_name="project_id")


@extend_schema_view(create=extend_schema(examples=EXAMPLES))
class CalendarViewSet(ProjectScopedViewSet):
    """Working calendars. A change moves the deadlines of projects that rest on it."""

    queryset = Calendar.objects.prefetch_related("exceptions")
    serializer_class = CalendarSerializer
    roles = {
        **READ_RULES,
        "create": PLANNERS,
        "partial_update": PLANNERS,
        "destroy": PLANNERS,
    }
    filterset_class = CalendarFilters
    ordering = ("project_id", "id")

    def row_create(self, data: Mapping[str, Any]) -> Calendar:
        """Store the calendar, filled by its preset."""
        rest = without_project(data)
        exceptions = rest.pop("exceptions", [])
        years = rest.pop("preset_years", None)
        preset = rest.pop("preset", None)
        if preset:
            exceptions = preset_rows(preset=preset, years=years, today=timezone.now().date())
        return planning.calendar_create(project=data["project"], data=rest, exceptions=exceptions)

    def row_update(self, row: Calendar, data: Mapping[str, Any]) -> Calendar:
        """Change the calendar."""
        rest = dict(data)
        exceptions = rest.pop("exceptions", None)
        return planning.calendar_update(calendar=row, data=rest, exceptions=exceptions)

    def row_delete(self, row: Calendar) -> None:
        """Remove the calendar."""
        planning.calendar_delete(calendar=row)
