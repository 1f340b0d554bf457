"""`deliveries/`: who was told, when, and with what result."""

from typing import Any

import django_filters
from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.base import ReadScopedViewSet
from projects.api.filters import WordsFilter
from projects.api.permissions import Rule
from projects.api.query import IdFilter, InstantFilter
from projects.api.serializers import StrictModelSerializer
from projects.models import AlertDelivery, DeliveryAttempt
from projects.models.alert_words import AlertKind, Channel, DeliveryState, ErrorClass
from projects.models.words import Role
from projects.selectors.deliveries import text_shown

READERS: Rule = frozenset({Role.OFFICIAL, Role.PLANNER, Role.PROJECT_ADMIN})


class DeliverySerializer(StrictModelSerializer):
    """One delivery; what was written stays between Topout and its recipient."""

    recipient = serializers.CharField(
        source="recipient.username",
        read_only=True,
        allow_null=True,
        default=None,
        help_text="The user name; null where a project's own contact is told.",
    )
    told_in = serializers.IntegerField(
        source="digest_id",
        read_only=True,
        allow_null=True,
        help_text="The delivery in whose message this one is told together with others.",
    )

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
            "turn",
            "told_in",
            "reminder",
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
            "provider_id",
        )
        read_only_fields = fields


class AttemptSerializer(serializers.ModelSerializer[DeliveryAttempt]):
    """One try; without an end it was in flight when its worker died, or is now."""

    class Meta:
        model = DeliveryAttempt
        fields = ("number", "started_at", "ended_at", "error_class", "error_text")
        read_only_fields = fields


class DeliveryDetailSerializer(DeliverySerializer):
    """A delivery with every try and with what it says."""

    tries = AttemptSerializer(many=True, read_only=True)
    text = serializers.SerializerMethodField(
        help_text=(
            "As it was sent, without the link's secret; for the recipient and for project "
            "administrators, else null."
        )
    )

    class Meta(DeliverySerializer.Meta):
        fields = (  # type: ignore[assignment] # two names more
            *DeliverySerializer.Meta.fields,
            "tries",
            "text",
        )
        read_only_fields = fields  # type: ignore[assignment] # as above

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_text(self, delivery: AlertDelivery) -> str | None:
        """Return what was said."""
        role: str | None = getattr(delivery, "caller_role", None)
        own = delivery.recipient_id == self.context["request"].user.pk
        if not own and role != Role.PROJECT_ADMIN:
            return None
        return text_shown(delivery)


class DeliveryFilters(django_filters.FilterSet):
    """Filters of `deliveries/`."""

    project = IdFilter(field_name="project_id")
    alert = IdFilter(field_name="alert_id")
    milestone = IdFilter(field_name="milestone_id")
    recipient = IdFilter(field_name="recipient_id")
    state = WordsFilter(words=DeliveryState.values)
    channel = WordsFilter(words=Channel.values)
    kind = WordsFilter(words=AlertKind.values)
    error_class = WordsFilter(words=ErrorClass.values, field_name="last_error_class")
    created_after = InstantFilter(field_name="created_at", lookup_expr="gte")
    created_before = InstantFilter(field_name="created_at", lookup_expr="lt")


class DeliveryViewSet(ReadScopedViewSet):
    """Deliveries (送达), newest first, of the projects where the caller may see them."""

    queryset = AlertDelivery.objects.select_related("recipient").defer("message")
    serializer_class = DeliverySerializer
    roles = {"list": READERS, "retrieve": READERS}
    filterset_class = DeliveryFilters
    ordering = ("-id",)

    def get_serializer_class(self) -> type[DeliverySerializer]:
        """Say more of one than of many."""
        return DeliveryDetailSerializer if self.action == "retrieve" else DeliverySerializer

    def list(self, request: Request) -> Response:
        """Answer one page; 403 to whom no project shows its deliveries."""
        self.role_check(None)
        return super().list(request)

    def get_queryset(self) -> Any:
        """Leave out projects in which the caller's role does not show deliveries."""
        rows = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return rows
        if self.action != "list":
            tries = DeliveryAttempt.objects.order_by("number")
            return rows.prefetch_related(Prefetch("tries", tries))
        allowed = [pk for pk, role in self.caller_roles().items() if role in READERS]
        return rows.defer("message", "body_text").filter(project_id__in=allowed)
