"""`contacts/`: where the caller himself is reached, each address proven before it is used."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import exceptions, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.base import ApiViewSet, once
from projects.api.concurrency import etag_of, match_check, version_take
from projects.api.permissions import SIGNED_IN, Rule
from projects.api.reauthentication import reauthenticate
from projects.api.serializers import StrictCharField, StrictModelSerializer, StrictSerializer
from projects.errors import RuleBroken
from projects.models import Contact
from projects.models.alert_words import ErrorClass
from projects.models.contact import VALUE_LENGTH
from projects.selectors.contacts import PERSONAL
from projects.services import contacts

SECRET_MOST = 1000
PERSONAL_CHOICES = [(channel.value, channel.label) for channel in PERSONAL]
EXAMPLE = OpenApiExample(
    "手机",
    value={"channel": "sms", "value": "13800138000", "label": "手机", "password": "······"},
    request_only=True,
)


class PasswordAsked(StrictSerializer):
    """The caller's password, where he did not sign in within the last ten minutes."""

    password = StrictCharField(
        max_length=128,
        trim_whitespace=False,
        write_only=True,
        default="",
        allow_blank=True,
        help_text=_("Your password; a browser that signed in within ten minutes may leave it out."),
    )


class ContactAsked(PasswordAsked):
    """A new address; `secret` is what a browser's subscription is encrypted with."""

    channel = serializers.ChoiceField(choices=PERSONAL_CHOICES)
    value = StrictCharField(max_length=VALUE_LENGTH, help_text=_("The address."))
    secret = StrictCharField(max_length=SECRET_MOST, default="", allow_blank=True, write_only=True)
    # the framework's fields have a label of their own
    label: Any = StrictCharField(max_length=100, default="", allow_blank=True)


class ContactSerializer(StrictModelSerializer):
    """One of the caller's addresses; only its name can be changed."""

    class Meta:
        model = Contact
        fields = (
            "id",
            "channel",
            "value",
            "label",
            "created_at",
            "verified_at",
            "broken_at",
            "broken_text",
            "updated_at",
            "version",
        )
        read_only_fields = tuple(name for name in fields if name != "label")


CODE_EXAMPLE = OpenApiExample("验证码", value={"code": "042117"}, request_only=True)


class CodeAsked(StrictSerializer):
    """The code that came by the address itself."""

    code = StrictCharField(max_length=6, validators=[RegexValidator(r"^[0-9]{6}\Z")])


class NothingAsked(StrictSerializer):
    """No field at all."""


class SendOutcome(serializers.Serializer[Any]):
    """What the provider said; `error_class` is empty when it took the message."""

    sent = serializers.BooleanField()
    error_class = serializers.ChoiceField(choices=ErrorClass.choices, allow_blank=True)
    text = serializers.CharField()
    wait_seconds = serializers.IntegerField(
        allow_null=True, help_text=_("How long the provider asks to be left alone.")
    )


def outcome_said(outcome: contacts.Outcome) -> Response:
    """Answer what came of a message."""
    return Response(SendOutcome(outcome).data)


class ContactViewSet(ApiViewSet):
    """The caller's own addresses; those of others do not exist.

    Adding and removing one asks for the password again (403 `reauthentication_required`); a
    DELETE takes it as `{"password": …}`. The account's e-mail is told of both, and so is a
    removed address.
    """

    queryset = Contact.objects.all()
    serializer_class = ContactSerializer
    lookup_value_converter = "int"
    ordering = ("id",)
    roles: ClassVar[Mapping[str, Rule]] = {
        "list": SIGNED_IN,
        "retrieve": SIGNED_IN,
        "create": SIGNED_IN,
        "partial_update": SIGNED_IN,
        "destroy": SIGNED_IN,
        "send_code": SIGNED_IN,
        "verify": SIGNED_IN,
        "test": SIGNED_IN,
    }
    refusals: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "create": (429,),
        "destroy": (429,),
        "send_code": (429,),
        "test": (429,),
    }

    def get_queryset(self) -> QuerySet[Contact]:
        """Keep to the caller's."""
        rows: QuerySet[Contact] = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return rows
        return rows.filter(user=self.caller)

    def get_object(self) -> Contact:
        """Return the caller's row of the URL."""
        row = self.get_queryset().filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise exceptions.NotFound
        return row

    def list(self, request: Request) -> Response:  # noqa: ARG002 - the router's signature
        """Answer a page of addresses."""
        page = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - as above
        """Answer one address."""
        return self.answer(self.get_object())

    def answer(self, row: Contact, *, status: int = 200) -> Response:
        """Answer an address with its ETag."""
        response = Response(self.get_serializer(row).data, status)
        response["ETag"] = etag_of(row.version)
        return response

    @extend_schema(request=ContactAsked, responses={201: ContactSerializer}, examples=[EXAMPLE])
    def create(self, request: Request) -> Response:
        """Store an address; nothing is sent there before it is verified."""
        said = self.body(ContactAsked)
        reauthenticate(request, password=said["password"], now=timezone.now())
        contacts.address_check(channel=said["channel"], value=said["value"], secret=said["secret"])
        return self._stored(request)

    @once
    def _stored(self, request: Request) -> Response:
        said = self.body(ContactAsked)
        del said["password"]
        row = contacts.contact_create(owner=self.caller, data=said, now=timezone.now())
        response = self.answer(row, status=201)
        response["Location"] = request.build_absolute_uri(f"{request.path}{row.pk}/")
        return response

    def partial_update(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - as above
        """Change the name of an address; another address is another contact."""
        row = self.get_object()
        match_check(request=request, row=row)
        said = self.get_serializer(row, data=request.data, partial=True)
        said.is_valid(raise_exception=True)
        return self.answer(contacts.contact_update(contact=row, data=said.validated_data))

    def destroy(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - as above
        """Remove an address, and with it every choice to be told there."""
        row = self.get_object()
        said = self.body(PasswordAsked)
        reauthenticate(request, password=said["password"], now=timezone.now())
        with transaction.atomic():
            match_check(request=request, row=row)
            version_take(row=row)
            contacts.contact_delete(contact=row, now=timezone.now())
        return Response(status=204)

    @extend_schema(request=NothingAsked, responses=SendOutcome)
    @action(detail=True, methods=["post"], url_path="send-code")
    def send_code(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - as above
        """Send a code to the address by its own channel; at most five an hour."""
        row = self.get_object()
        self.body(NothingAsked)
        return outcome_said(
            contacts.contact_code_send(contact=row, user=self.caller, now=timezone.now())
        )

    @extend_schema(request=CodeAsked, responses=ContactSerializer, examples=[CODE_EXAMPLE])
    @action(detail=True, methods=["post"])
    def verify(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - as above
        """Prove the address by its code; five tries within ten minutes."""
        row = self.get_object()
        code = self.body(CodeAsked)["code"]
        proven = contacts.contact_verify(contact=row, code=code, now=timezone.now())
        return self.answer(proven)

    @extend_schema(request=NothingAsked, responses=SendOutcome)
    @action(detail=True, methods=["post"])
    def test(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - as above
        """Send a real message to a proven address and answer what the provider said."""
        row = self.get_object()
        self.body(NothingAsked)
        if row.verified_at is None:
            raise RuleBroken(
                "not_verified", str(_("Prove this address by its code first.")), status=409
            )
        return outcome_said(contacts.contact_try(contact=row, user=self.caller, now=timezone.now()))
