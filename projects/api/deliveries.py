"""`deliveries/`: who was told, when, and with what result."""

from typing import Any

import django_filters
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.base import ReadScopedViewSet
from projects.api.filters import WordsFilter
from projects.api.permissions import Rule
from projects.api.query import IdFilter
from projects.api.serializers import StrictModelSerializer
from projects.models import AlertDelivery
from projects.models.words import DeliveryState, Role

READERS: Rule = frozenset({Role.OFFICIAL, Role.PLANNER, Role.PROJECT_ADMIN})


class DeliverySerializer(StrictModelSerializer):
    """One delivery; what was written stays between Topout and its recipient."""

    recipient = serializers.CharField(source="recipient.username", read_only=True)

    class Meta:
        model = AlertDelivery
        fields = (
            "id",
            "project",
            "alert",
            "milestone",
            "kind",
            "recipient",
            "channel",
            "occurrence",
            "step",
            "state",
            "state_reason",
            "attempts",
            "max_attempts",
            "next_at",
            "deadline_at",
            "subject",
            "last_error_class",
            "last_error_text",
            "may_be_repeat",
            "created_at",
            "sent_at",
        )
        read_only_fields = fields


class DeliveryFilters(django_filters.FilterSet):
    """Filters of `deliveries/`."""

    project = IdFilter(field_name="project_id")
    alert = IdFilter(field_name="alert_id")
    state = WordsFilter(words=DeliveryState.values)


class DeliveryViewSet(ReadScopedViewSet):
    """Deliveries (送达), newest first, of the projects where the caller may see them."""

    queryset = AlertDelivery.objects.select_related("recipient").defer("message", "body_text")
    serializer_class = DeliverySerializer
    roles = {"list": READERS, "retrieve": READERS}
    filterset_class = DeliveryFilters
    ordering = ("-id",)

    def list(self, request: Request) -> Response:
        """Answer one page; 403 to whom no project shows its deliveries."""
        self.role_check(None)
        return super().list(request)

    def get_queryset(self) -> Any:
        """Leave out projects in which the caller's role does not show deliveries."""
        rows = super().get_queryset()
        if getattr(self, "swagger_fake_view", False) or self.action != "list":
            return rows
        allowed = [pk for pk, role in self.caller_roles().items() if role in READERS]
        return rows.filter(project_id__in=allowed)
