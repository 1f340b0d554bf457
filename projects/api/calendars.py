"""`calendars/`: which days are worked."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import (
    OpenApiExample,
    extend_schema,
    extend_schema_field,
    extend_schema_view,
)
from rest_framework import serializers

from projects.api.base import READ_RULES, ProjectScopedViewSet
from projects.api.following import FollowingViewSet
from projects.api.inside import InsideSerializer, without_project
from projects.api.permissions import PLANNERS
from projects.api.query import IdFilter
from projects.api.serializers import (
    PlanDateField,
    StrictBooleanField,
    StrictCharField,
    StrictIntegerField,
    StrictModelSerializer,
    StrictSerializer,
    WholeSerializer,
)
from projects.models import Calendar, CalendarException
from projects.models.project import WEEKDAYS
from projects.services import planning
from projects.services.planning.calendars import EXCEPTIONS_LIMIT
from projects.services.planning.presets import PRESETS, YEARS_MAX, preset_rows

CLOCK = "(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)"
SHIFTS_LIMIT = 8
SEASONS_LIMIT = 50
SEASON_MAX = datetime.timedelta(days=366)
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
            "shifts": [
                {"start": "07:30", "finish": "11:30"},
                {"start": "13:00", "finish": "17:00"},
            ],
            "weekday_shifts": {"saturday": [{"start": "07:30", "finish": "11:30"}]},
            "seasons": [
                {"name": "冬季停工", "first": "2026-12-15", "last": "2027-02-28", "worked": False}
            ],
            "exceptions": [{"date": "2026-10-01", "worked": False, "name": "国庆节"}],
        },
        request_only=True,
    ),
]


@extend_schema_field({"type": "string", "pattern": f"^{CLOCK}$", "examples": ["08:00"]})
class ClockField(serializers.Field[int, Any, str, int]):
    """A time of day as `HH:MM`, up to 24:00; stored as a minute of the day."""

    def to_internal_value(self, data: Any) -> int:
        """Return the minute."""
        if not isinstance(data, str) or not re.fullmatch(CLOCK, data):
            raise serializers.ValidationError(_("A time such as 08:00, or 24:00."))
        hour, minute = map(int, data.split(":"))
        return 60 * hour + minute

    def to_representation(self, value: int) -> str:
        """Show the time."""
        return f"{value // 60:02}:{value % 60:02}"


class ShiftSerializer(WholeSerializer):
    """Working hours from one time of day to another; 08:00-12:00 and 13:00-17:00 by default."""

    start = ClockField()
    finish = ClockField()

    def to_internal_value(self, data: Any) -> Any:
        """Return the pair that is stored."""
        said = super().to_internal_value(data)
        return [said["start"], said["finish"]]

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Name the ends of the stored pair."""
        return super().to_representation({"start": instance[0], "finish": instance[1]})


def shifts_field(**rest: Any) -> serializers.BaseSerializer[Any]:
    """The shifts of a day, in order."""
    return ShiftSerializer(  # type: ignore[call-arg] # the list it becomes takes it
        many=True, required=False, allow_empty=False, max_length=SHIFTS_LIMIT, **rest
    )


class WeekdayShiftsSerializer(StrictSerializer):
    """The shifts of worked weekdays that differ from the calendar's; the others have those."""

    def get_fields(self) -> dict[str, Any]:
        """One list for each weekday."""
        return {day: shifts_field() for day in WEEKDAYS}

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Show the weekdays that have their own."""
        shown = self.fields
        return {
            day: shown[day].to_representation(instance[day]) for day in WEEKDAYS if day in instance
        }


class CalendarExceptionSerializer(WholeSerializer, StrictModelSerializer):
    """One day that the weekly pattern gets wrong; `shifts` where its hours are its own."""

    shifts = shifts_field(allow_null=True)

    class Meta:
        model = CalendarException
        fields = ("date", "worked", "shifts", "name", "source_notice", "provisional")


class SeasonSerializer(WholeSerializer):
    """A dated layer over the calendar that closes or opens every day from first to last."""

    name = StrictCharField(max_length=100)
    first = PlanDateField()
    last = PlanDateField()
    worked = StrictBooleanField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse a season that runs backwards or for ever; dates are stored as text."""
        if attrs["last"] < attrs["first"]:
            raise serializers.ValidationError({"last": _("The season ends before it begins.")})
        if attrs["last"] - attrs["first"] >= SEASON_MAX:
            raise serializers.ValidationError({"last": _("A season of at most 366 days.")})
        return {**attrs, "first": attrs["first"].isoformat(), "last": attrs["last"].isoformat()}

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Show what is stored."""
        return {name: instance[name] for name in ("name", "first", "last", "worked")}


class CalendarSerializer(InsideSerializer):
    """A calendar; `exceptions` are always the whole list, and a write replaces it.

    So are `shifts`, the hours of a worked day, `weekday_shifts`, those of weekdays that differ, and
    `seasons`, of which later ones lie on top. A day of the calendar is as long as its `shifts`.

    `worked_weekdays`: bit 0 is Monday, 31 is Monday to Friday. `preset` fills the exceptions
    once, when the calendar is made, for `preset_years` (default: last year to next year).
    """

    exceptions = CalendarExceptionSerializer(  # type: ignore[call-arg] # the list it becomes takes it
        many=True, required=False, max_length=EXCEPTIONS_LIMIT
    )
    shifts = shifts_field()
    weekday_shifts = WeekdayShiftsSerializer(required=False)
    seasons = SeasonSerializer(  # type: ignore[call-arg] # as above
        many=True, required=False, max_length=SEASONS_LIMIT
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
            "shifts",
            "weekday_shifts",
            "seasons",
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
class CalendarViewSet(FollowingViewSet, ProjectScopedViewSet):
    """Working calendars. A change moves the deadlines and the schedule of what rests on it."""

    queryset = Calendar.objects.prefetch_related("exceptions")
    serializer_class = CalendarSerializer
    roles = {
        **READ_RULES,
        "create": PLANNERS,
        "partial_update": PLANNERS,
        "destroy": PLANNERS,
    }
    # `projects/{id}/schedule/` says what moved
    tells = frozenset()
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
        return self.follow(
            lambda: planning.calendar_update(calendar=row, data=rest, exceptions=exceptions),
            project_id=row.project_id,
        )

    def row_delete(self, row: Calendar) -> None:
        """Remove the calendar."""
        planning.calendar_delete(calendar=row)
