"""Tokens for programs and phones: made with a password, named, listed and withdrawn."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.base import ApiViewSet
from projects.api.permissions import PUBLIC, SIGNED_IN, Rule
from projects.api.reauthentication import user_by_password
from projects.api.refusals import WrongPassword
from projects.api.serializers import StrictCharField, StrictModelSerializer, StrictSerializer
from projects.models import AuthToken

EXAMPLE = OpenApiExample(
    "token",
    value={"username": "site", "password": "correct horse battery", "name": "phone"},
    request_only=True,
)


class CredentialsSerializer(StrictSerializer):
    """What a token is made with."""

    username = StrictCharField(max_length=150, help_text=_("User name."))
    password = StrictCharField(
        max_length=128, trim_whitespace=False, write_only=True, help_text=_("Password.")
    )
    name = StrictCharField(max_length=100, help_text=_("What the token is for, such as a phone."))


class MadeTokenSerializer(serializers.Serializer[Any]):
    """A new token; its text is told here and never again."""

    token = serializers.CharField(read_only=True)
    token_key = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    expires_at = serializers.DateTimeField(read_only=True)


class TokenSerializer(StrictModelSerializer):
    """A token without its secret."""

    token_key = serializers.CharField(read_only=True, help_text=_("Names the token in URLs."))
    created_at = serializers.DateTimeField(source="created", read_only=True)
    expires_at = serializers.DateTimeField(source="expiry", read_only=True, allow_null=True)
    current = serializers.SerializerMethodField(
        help_text=_("Was this token sent with the request?")
    )

    class Meta:
        model = AuthToken
        fields = ("token_key", "name", "created_at", "expires_at", "last_used_at", "current")
        read_only_fields = fields

    def get_current(self, token: AuthToken) -> bool:
        """Compare with the token of the request."""
        auth = self.context["request"].auth
        return isinstance(auth, AuthToken) and auth.pk == token.pk


class TokenViewSet(ApiViewSet):
    """The caller's own tokens."""

    queryset = AuthToken.objects.all()
    serializer_class = TokenSerializer
    ordering = ("-created", "digest")
    lookup_field = "token_key"
    roles: ClassVar[Mapping[str, Rule]] = {
        "list": SIGNED_IN,
        "create": PUBLIC,
        "destroy": SIGNED_IN,
        "destroy_current": SIGNED_IN,
    }

    def get_queryset(self) -> QuerySet[AuthToken]:
        """Keep to the caller's tokens that still work."""
        if getattr(self, "swagger_fake_view", False):
            return super().get_queryset()
        mine: QuerySet[AuthToken] = super().get_queryset().filter(user=self.caller)
        return mine.filter(expiry__gt=timezone.now())

    @extend_schema(summary=_("List your tokens"))
    def list(self, request: Request) -> Response:  # noqa: ARG002 - the router's signature
        """Answer a page of tokens."""
        page = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        summary=_("Make a token with user name and password"),
        request=CredentialsSerializer,
        responses={201: MadeTokenSerializer},
        examples=[EXAMPLE],
    )
    def create(self, request: Request) -> Response:
        """Make a token; wrong passwords are counted per account and per address."""
        credentials = CredentialsSerializer(data=request.data)
        credentials.is_valid(raise_exception=True)
        data = credentials.validated_data
        user = user_by_password(request, data["username"], data["password"])
        if user is None:
            raise WrongPassword
        token, text = AuthToken.objects.create(
            user=user, name=data["name"], session_hash=user.get_session_auth_hash()
        )
        made = {"token": text, "token_key": token.token_key, "name": token.name}
        return Response(MadeTokenSerializer({**made, "expires_at": token.expiry}).data, status=201)

    @extend_schema(summary=_("Withdraw one of your tokens"))
    def destroy(self, request: Request, token_key: str) -> Response:  # noqa: ARG002 - as above
        """Withdraw one token; its next request is refused."""
        gone, _rows = self.get_queryset().filter(token_key=token_key).delete()
        if not gone:
            raise exceptions.NotFound
        return Response(status=204)

    @extend_schema(
        operation_id="auth_tokens_destroy_current",
        summary=_("Withdraw the token of this request"),
    )
    def destroy_current(self, request: Request) -> Response:
        """Withdraw the token that signed this request."""
        if not isinstance(request.auth, AuthToken):
            raise exceptions.NotFound(_("This request was not signed by a token."))
        request.auth.delete()
        return Response(status=204)
