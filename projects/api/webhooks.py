"""`webhooks/`: groups and systems that a project tells (robots in a group, outgoing webhooks)."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.base import ProjectScopedViewSet
from projects.api.contacts import SECRET_MOST, NothingAsked, SendOutcome, outcome_said
from projects.api.filters import WordsFilter
from projects.api.inside import InsideSerializer
from projects.api.permissions import ADMINS
from projects.api.query import IdFilter
from projects.api.serializers import StrictCharField
from projects.models import Contact
from projects.models.contact import VALUE_LENGTH
from projects.selectors.contacts import SHARED, masked
from projects.services import contacts

SHARED_CHOICES = [(channel.value, channel.label) for channel in SHARED]
EXAMPLE = OpenApiExample(
    "专班群的机器人",
    value={
        "project": 1,
        "channel": "dingtalk",
        "value": "https://oapi.dingtalk.com/robot/send?access_token=0f1e2d",
        "secret": "SEC0123456789",
        "label": "专班群",
    },
    request_only=True,
)


class WebhookSerializer(InsideSerializer):
    """A destination; its address is a key to the group, so it is answered only in part."""

    settled = ("project", "channel")

    channel = serializers.ChoiceField(choices=SHARED_CHOICES)
    value = StrictCharField(max_length=VALUE_LENGTH, help_text="The address; answered masked.")
    secret = StrictCharField(
        max_length=SECRET_MOST, required=False, allow_blank=True, write_only=True
    )

    class Meta:
        model = Contact
        fields = (
            "id",
            "project",
            "channel",
            "value",
            "secret",
            "label",
            "created_at",
            "verified_at",
            "broken_at",
            "broken_text",
            "updated_at",
            "version",
        )
        read_only_fields = (
            "id",
            "created_at",
            "verified_at",
            "broken_at",
            "broken_text",
            "updated_at",
            "version",
        )

    def to_representation(self, instance: Contact) -> Any:
        """Show of the address what it is known by."""
        shown = super().to_representation(instance)
        if "value" in shown:
            shown["value"] = masked(instance.channel, instance.value)
        return shown


class WebhookFilters(django_filters.FilterSet):
    """Filters of `webhooks/`."""

    project = IdFilter(field_name="project_id")
    channel = WordsFilter(words=[channel.value for channel in SHARED])


@extend_schema_view(create=extend_schema(examples=[EXAMPLE]))
class WebhookViewSet(ProjectScopedViewSet):
    """Destinations of a project, for its administrators; alert rules name them as recipients.

    One is used once a test message to it has arrived (`test/`), and again after a change.
    """

    queryset = Contact.objects.filter(project__isnull=False)
    serializer_class = WebhookSerializer
    filterset_class = WebhookFilters
    ordering = ("project_id", "id")
    roles = {
        "list": ADMINS,
        "retrieve": ADMINS,
        "create": ADMINS,
        "partial_update": ADMINS,
        "destroy": ADMINS,
        "test": ADMINS,
    }
    refusals = {"test": (429,)}

    def get_queryset(self) -> Any:
        """Leave out the projects that the caller does not administer."""
        rows = super().get_queryset()
        if getattr(self, "swagger_fake_view", False) or self.action != "list":
            return rows
        allowed = [pk for pk, role in self.caller_roles().items() if role in ADMINS]
        return rows.filter(project_id__in=allowed)

    def list(self, request: Request) -> Response:
        """Answer one page; 403 to whoever administers no project."""
        self.role_check(None)
        return super().list(request)

    def create(self, request: Request) -> Response:
        """Store a destination whose address may be reached."""
        self.role_check(None)
        said = self.body(WebhookSerializer)
        self.role_check(self.project_id_of(said))
        # a name server may be slow: it is asked before the transaction that stores the row
        contacts.address_check(
            channel=said["channel"], value=said["value"], secret=said.get("secret", "")
        )
        return super().create(request)

    def row_create(self, data: Mapping[str, Any]) -> Contact:
        """Store the destination."""
        rest = {name: said for name, said in data.items() if name != "project"}
        return contacts.contact_create(owner=data["project"], data=rest, now=timezone.now())

    def row_update(self, row: Contact, data: Mapping[str, Any]) -> Contact:
        """Change it; another address or secret has to be tested again."""
        if {"value", "secret"} & set(data):
            contacts.address_check(
                channel=row.channel,
                value=data.get("value", row.value),
                secret=data.get("secret", row.secret),
            )
        return contacts.contact_update(contact=row, data=data)

    def row_delete(self, row: Contact) -> None:
        """Remove the destination, and with it the rules' lines that name it."""
        contacts.contact_delete(contact=row, now=timezone.now())

    @extend_schema(request=NothingAsked, responses=SendOutcome)
    @action(detail=True, methods=["post"])
    def test(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the router's signature
        """Send a real message and answer what the provider said; a yes puts it into use."""
        row = self.get_object()
        self.body(NothingAsked)
        return outcome_said(contacts.contact_try(contact=row, user=self.caller, now=timezone.now()))
