"""`projects/{id}/schedule/quality/`: the DCMA-14 assessment of the plan as it stands."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.permissions import MEMBERS
from projects.api.schedule.door import Named, ScheduleDoor
from projects.api.serializers import StrictFloatField, StrictSerializer
from projects.models.words import QualityPolicy
from projects.selectors.quality import SOURCE, THRESHOLDS, VERDICTS, assessed, failed_of

# no plan is so long, and no share so large, that more would say anything
LIMIT_MOST = 100_000.0


class ThresholdsSerializer(StrictSerializer):
    """Limits of the quality check: shares from 0 to 1, days in working days."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Offer every limit of the engine; what is not said is as published."""
        return {
            name: StrictFloatField(
                required=False,
                min_value=0,
                max_value=LIMIT_MOST if name.endswith("_days") else 1,
                help_text=f"{published:g} as published.",
            )
            for name, published in THRESHOLDS.items()
        }


class PointNames(serializers.Serializer[Any]):
    """A point's name in every language."""

    zh_hans = serializers.CharField()
    en = serializers.CharField()

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Say the language as browsers do."""
        return {name.replace("_", "-"): field for name, field in super().get_fields().items()}


class AssessedPoint(serializers.Serializer[Any]):
    """What is said of a point wherever it is named; `offending` counts activities and links."""

    key = serializers.CharField()
    number = serializers.IntegerField()
    name = serializers.CharField()
    threshold = serializers.FloatField()
    offending = serializers.IntegerField()


class QualityPoint(AssessedPoint):
    """One of the fourteen.

    `share` is numerator over denominator, null where there is nothing to measure; it fails on the
    wrong side of `threshold` (`at_least` says which). `offending` counts all activities and links,
    of which the first are named.
    """

    names = PointNames()
    formula = serializers.CharField()
    at_least = serializers.BooleanField()
    numerator = serializers.FloatField()
    denominator = serializers.FloatField()
    share = serializers.FloatField(allow_null=True)
    verdict = serializers.ChoiceField(choices=VERDICTS)
    activities = Named(many=True)
    links = serializers.ListField(child=serializers.IntegerField())


class QualityAnswer(serializers.Serializer[Any]):
    """The assessment; `quality_thresholds` are the project's own, changed with the project."""

    reference = serializers.CharField(help_text="Where the fourteen are published.")
    quality_policy = serializers.ChoiceField(choices=QualityPolicy.choices)
    quality_thresholds = ThresholdsSerializer()
    failed = serializers.IntegerField()
    points = QualityPoint(many=True)


class QualityViewSet(ScheduleDoor):
    """How good the plan is: fourteen points, with who offends."""

    roles = {"quality": MEMBERS}

    @extend_schema(responses=QualityAnswer)
    def quality(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Assess the plan as it stands; points about a baseline look at the current one."""
        project = self.get_object()
        points = assessed(project, timezone.now())
        return Response(
            {
                "reference": SOURCE,
                "quality_policy": project.quality_policy,
                "quality_thresholds": project.quality_thresholds,
                "failed": len(failed_of(points)),
                "points": points,
            }
        )
