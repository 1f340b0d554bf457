"""`web-push/key/`: what a browser needs to subscribe to notifications."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.base import ApiViewSet
from projects.api.permissions import SIGNED_IN
from projects.channels.vapid import public_key


class WebPushKey(serializers.Serializer[Any]):
    """The key that `PushManager.subscribe` takes as `applicationServerKey`."""

    public_key = serializers.CharField(help_text="A point on P-256, base64url.")


class WebPushKeyViewSet(ApiViewSet):
    """Our public key; the subscription becomes a contact of channel `web_push`."""

    roles = {"key": SIGNED_IN}
    pagination_class = None

    @extend_schema(responses=WebPushKey)
    def key(self, request: Request) -> Response:  # noqa: ARG002 - the framework's signature
        """Answer the key; it stays the same as long as the installation's secret does."""
        return Response({"public_key": public_key()})
