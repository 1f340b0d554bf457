"""`photo-matches/`: flags "same picture used twice", with both uses."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.base import READ_RULES, ReadScopedViewSet, once
from projects.api.filters import TruthFilter, WordsFilter
from projects.api.permissions import PLANNERS
from projects.api.photo_grades import GradeField
from projects.api.photo_parts import WithRenditions
from projects.api.query import IdFilter
from projects.api.serializers import StrictCharField, StrictSerializer
from projects.models import Photo, PhotoMatch
from projects.models.evidence_words import MatchKind
from projects.selectors.matches import matches_seen
from projects.services.photos import match_settle


class UseFilter(IdFilter):
    """A photo as either of the two uses."""

    def filter(self, qs: Any, value: Any) -> Any:
        """Keep the flags that stand at the photo."""
        return qs if value is None else qs.filter(Q(photo_id=value) | Q(earlier_id=value))


class MatchFilters(django_filters.FilterSet):
    """`photo` finds both uses; `project` is that of the later one."""

    project = IdFilter(field_name="project_id")
    photo = UseFilter()
    kind = WordsFilter(words=MatchKind.values)
    settled = TruthFilter(lambda: Q(settled_at__isnull=False))


class PhotoUseSerializer(WithRenditions, serializers.ModelSerializer[Photo]):
    """One use of the picture: what it was offered for, when and by whom."""

    uploaded_by = serializers.CharField(source="uploaded_by.username")
    grade = GradeField()

    class Meta:
        model = Photo
        fields = (
            "id",
            "project",
            "building",
            "activity",
            "caption",
            "uploaded_by",
            "stored_at",
            "taken_at",
            "taken_at_source",
            "grade",
            "renditions",
        )


class PhotoMatchSerializer(serializers.ModelSerializer[PhotoMatch]):
    """A flag. `score` is the likeness from 0 to 1, `distance` bits of 64."""

    photo = PhotoUseSerializer()
    earlier = PhotoUseSerializer()
    kind_words = serializers.CharField(source="get_kind_display")
    settled_by = serializers.CharField(source="settled_by.username", allow_null=True, default=None)

    class Meta:
        model = PhotoMatch
        fields = (
            "id",
            "project",
            "photo",
            "earlier",
            "kind",
            "kind_words",
            "distance",
            "score",
            "found_at",
            "settled_at",
            "settled_by",
            "settled_reason",
        )
        read_only_fields = fields


class SettlementForm(StrictSerializer):
    """Why both uses are right."""

    reason = StrictCharField(max_length=500)


class PhotoMatchViewSet(ReadScopedViewSet):
    """Same picture used twice: nothing is rejected, a planner settles what is right.

    A flag is there for who is in the projects of both uses; for everybody else it does not exist.
    """

    queryset = PhotoMatch.objects.all()
    serializer_class = PhotoMatchSerializer
    roles = {**READ_RULES, "settle": PLANNERS}
    filterset_class = MatchFilters
    ordering_columns = {"found_at": "found_at", "score": "score"}
    ordering = ("-found_at", "-id")

    def get_queryset(self) -> QuerySet[Any]:
        """Limit the flags to those both of whose uses the caller may see."""
        if getattr(self, "swagger_fake_view", False):
            return super().get_queryset()
        return matches_seen(self.caller)

    @extend_schema(request=SettlementForm, responses=PhotoMatchSerializer)
    @action(detail=True, methods=["post"])
    @once
    def settle(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the router's signature
        """Settle the flag with a reason, such as "same view, another day"; 409 if it is."""
        match = self.get_object()
        reason = self.body(SettlementForm)["reason"]
        match_settle(match=match, user=self.caller, reason=reason, now=timezone.now())
        return self.answer(self.fresh(match))
