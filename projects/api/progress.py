"""`progress-entries/`: what people reported; append-only."""

from typing import Any

import django_filters
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.base import READ_RULES
from projects.api.filters import WordsFilter
from projects.api.following import Followed, FollowingViewSet
from projects.api.idempotency import once
from projects.api.permissions import REPORTERS
from projects.api.photo_device import CaptureInstantField
from projects.api.query import IdFilter, InstantFilter, TextFilter
from projects.api.serializers import OwnRelatedField, StrictModelSerializer
from projects.models import Activity, ProgressEntry
from projects.models.words import Move
from projects.services import progress

EXAMPLE = OpenApiExample(
    "85 %",
    value={
        "activity": 12,
        "percent": 85,
        "note": "三层梁板浇筑完成",
        "remaining_days": 6,
        "observed_at": "2026-11-24T16:20:00+08:00",
    },
    request_only=True,
)

OBSERVED = (
    "When it was seen on site, with its offset; a phone may send it days later. What was seen "
    "before a percentage that is known already joins the record and moves nothing."
)


class ProgressEntrySerializer(StrictModelSerializer):
    """One line of the record."""

    activity: OwnRelatedField[Activity] = OwnRelatedField(queryset=Activity.objects.all())
    observed_at = CaptureInstantField(required=False, allow_null=True, help_text=OBSERVED)
    reported_by = serializers.CharField(source="reported_by.username", read_only=True)
    reported_by_name = serializers.CharField(source="reported_by.display_name", read_only=True)

    class Meta:
        model = ProgressEntry
        fields = (
            "id",
            "project",
            "activity",
            "move",
            "state_after",
            "percent",
            "remaining_days",
            "actual_start",
            "actual_finish",
            "note",
            "observed_at",
            "reported_by",
            "reported_by_name",
            "reported_at",
        )
        read_only_fields = ("id", "project", "move", "state_after", "reported_at")


class ProgressEntryAnswer(Followed, ProgressEntrySerializer):
    """A new entry, with what it moved."""

    class Meta(ProgressEntrySerializer.Meta):
        fields = (*ProgressEntrySerializer.Meta.fields, "schedule")  # type: ignore[assignment] # one more


class ProgressEntryFilters(django_filters.FilterSet):
    """Filters of `progress-entries/`; both ends of the range of instants are inclusive."""

    project = IdFilter(field_name="project_id")
    activity = IdFilter(field_name="activity_id")
    move = WordsFilter(words=Move.values)
    reported_by = TextFilter(field_name="reported_by__username")
    reported_after = InstantFilter(field_name="reported_at", lookup_expr="gte")
    reported_before = InstantFilter(field_name="reported_at", lookup_expr="lte")


class ProgressEntryViewSet(FollowingViewSet):
    """Reports, claims, acceptances and steps back, newest first. Nothing is edited or deleted."""

    queryset = ProgressEntry.objects.select_related("reported_by")
    serializer_class = ProgressEntrySerializer
    roles = {**READ_RULES, "create": REPORTERS}
    filterset_class = ProgressEntryFilters
    ordering_columns = {"reported_at": "reported_at"}
    ordering = ("-reported_at", "-id")

    @extend_schema(examples=[EXAMPLE], responses={201: ProgressEntryAnswer})
    @once
    def create(self, request: Request) -> Response:
        """Report progress of an activity; a percentage below the last one needs a note."""
        self.role_check(None)
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        said: dict[str, Any] = dict(serializer.validated_data)
        project_id = said["activity"].project_id
        self.role_check(project_id)
        # what the site says is not refused for a plan in error
        entry = self.follow(
            lambda: progress.progress_record(user=self.caller, now=timezone.now(), **said),
            project_id=project_id,
            lenient=True,
        )
        return self.answer(self.fresh(entry), status=201)
