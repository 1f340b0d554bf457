"""`projects/{id}/schedule/ranges/`: ranges of many activities, kept at once."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.base import BULK_MAX, once
from projects.api.permissions import PLANNERS
from projects.api.schedule.door import ScheduleDoor
from projects.api.serializers import (
    IdValueField,
    StrictCharField,
    StrictFloatField,
    StrictIntegerField,
    StrictSerializer,
)
from projects.models.analysis_words import RangeShape, RangeUnit
from projects.models.scheduled import DAYS_MAX
from projects.services.planning.ranges import ranges_set

VERSION_MOST = 2**31 - 1
GROUP_LENGTH = 40
EXAMPLE = OpenApiExample(
    "Digging may take much longer",
    value={
        "ranges": [
            {
                "activity": 3,
                "version": 1,
                "range_low": 80,
                "range_likely": 100,
                "range_high": 160,
                "risk_group": "ground",
            }
        ]
    },
    request_only=True,
)


class PointField(StrictFloatField):
    """One of a range's three points; null takes it away."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=DAYS_MAX, allow_null=True, required=False, **kwargs)


class KeptRange(StrictSerializer):
    """What is to change of an activity; `version` is the one that was read."""

    activity = IdValueField()
    version = StrictIntegerField(min_value=1, max_value=VERSION_MOST)
    range_low = PointField()
    range_likely = PointField()
    range_high = PointField()
    range_counted_in = serializers.ChoiceField(choices=RangeUnit.choices, required=False)
    range_shape = serializers.ChoiceField(choices=RangeShape.choices, required=False)
    risk_group = StrictCharField(max_length=GROUP_LENGTH, allow_blank=True, required=False)


class KeptRanges(StrictSerializer):
    """All rows are stored, or none."""

    ranges = KeptRange(  # type: ignore[call-arg] # of the list, not of a line
        many=True, allow_empty=False, max_length=BULK_MAX
    )


class RangedActivity(serializers.Serializer[Any]):
    """A changed activity and its version now."""

    activity = serializers.IntegerField()
    version = serializers.IntegerField()


class RangedActivities(serializers.Serializer[Any]):
    """In the order of the request."""

    activities = RangedActivity(many=True)


class RangesViewSet(ScheduleDoor):
    """How far durations may differ, as the project keeps it for risk analyses."""

    roles = {"set_ranges": PLANNERS}
    refusals = {"set_ranges": (412,)}

    @extend_schema(request=KeptRanges, responses=RangedActivities, examples=[EXAMPLE])
    @once
    def set_ranges(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Keep the ranges; `activities/?ranged=true` lists what has one."""
        project = self.get_object()
        rows = self.body(KeptRanges)["ranges"]
        changed = ranges_set(project=project, rows=rows, now=timezone.now())
        said = [{"activity": each.pk, "version": each.version} for each in changed]
        return Response({"activities": said})
