"""`projects/{id}/deliveries/`: how they stand, and what an administrator does to them."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.base import BULK_MAX, ReadScopedViewSet, once
from projects.api.permissions import ADMINS
from projects.api.serializers import IdValueField, StrictSerializer
from projects.models import AlertDelivery, Breaker, Project, ScannerRun
from projects.models.alert_words import AlertKind, Channel, DeliveryState, ErrorClass
from projects.selectors.deliveries import deliveries_stand
from projects.services.alerts import deliveries_drop, deliveries_release, deliveries_retry

# a body's name by the column that it chooses by
CHOSEN_BY = {
    "alert": "alert_id",
    "recipient": "recipient_id",
    "channel": "channel",
    "kind": "kind",
    "error_class": "last_error_class",
}
SOME = OpenApiExample("Some of them", value={"ids": [31, 32]}, request_only=True)
ALL_SMS = OpenApiExample("By what they have in common", value={"channel": "sms"}, request_only=True)


class ChosenSerializer(StrictSerializer):
    """Which deliveries of the project: by id, or all that are as named; nothing names all."""

    ids = serializers.ListField(
        child=IdValueField(), allow_empty=False, max_length=BULK_MAX, required=False
    )
    alert = IdValueField(required=False)
    recipient = IdValueField(required=False)
    channel = serializers.ChoiceField(choices=Channel.choices, required=False)
    kind = serializers.ChoiceField(choices=AlertKind.choices, required=False)
    error_class = serializers.ChoiceField(choices=ErrorClass.choices, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Take ids or a filter, never both: nobody knows which of them was meant."""
        if "ids" in attrs and len(attrs) > 1:
            raise ValidationError({"ids": [_("Name ids, or what they have in common.")]})
        return attrs


class CountSerializer(serializers.Serializer[Any]):
    """To how many it was done."""

    count = serializers.IntegerField()


class StandCount(serializers.Serializer[Any]):
    """Deliveries of one channel in one state."""

    channel = serializers.ChoiceField(choices=Channel.choices)
    state = serializers.ChoiceField(choices=DeliveryState.choices)
    count = serializers.IntegerField()


class BreakerSerializer(serializers.ModelSerializer[Breaker]):
    """A channel, or a contact of the project, at which nothing is tried until `open_until`."""

    class Meta:
        model = Breaker
        fields = (
            "channel",
            "contact",
            "failures",
            "open_until",
            "last_error_class",
            "last_error_text",
        )
        read_only_fields = fields


class ScanSerializer(serializers.ModelSerializer[ScannerRun]):
    """A scan of the whole house; `held` where the storm brake caught what it made."""

    class Meta:
        model = ScannerRun
        fields = ("started_at", "finished_at", "held")
        read_only_fields = fields


class StandSerializer(serializers.Serializer[Any]):
    """How a project's deliveries stand: counts, the storm brake, what rests, the last scans."""

    counts = StandCount(many=True)
    held = serializers.IntegerField(help_text="What the storm brake holds.")
    held_since = serializers.DateTimeField(allow_null=True)
    breakers = BreakerSerializer(many=True)
    scans = ScanSerializer(many=True, source="runs")


class ProjectDeliveriesViewSet(ReadScopedViewSet):
    """The deliveries of a project as its administrators handle them.

    Ids that are not the project's are 404; one in another state than the deed is for is 409
    `wrong_state`, whose `ids` name them all, and nothing is done. What is chosen by a filter is
    what is in the right state.
    """

    queryset = Project.objects.all()
    serializer_class: Any = None
    pagination_class = None
    project_path = ""
    roles = {"stand": ADMINS, "retry": ADMINS, "release": ADMINS, "drop": ADMINS}
    refusals: ClassVar[Mapping[str, Any]] = dict.fromkeys(("retry", "release", "drop"), (409,))

    @extend_schema(responses=StandSerializer)
    def stand(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Answer counts by channel and state, the storm brake, what rests, and the last scans."""
        stand = deliveries_stand(project=self.get_object(), now=timezone.now())
        return Response(StandSerializer(stand).data)

    @extend_schema(request=ChosenSerializer, responses=CountSerializer, examples=[SOME, ALL_SMS])
    @once
    def retry(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Give deliveries that were given up a new set of attempts; they are written anew."""
        return self._done(deliveries_retry)

    @extend_schema(request=ChosenSerializer, responses=CountSerializer, examples=[SOME, ALL_SMS])
    @once
    def release(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Let held deliveries go out; those that are not true any more are cancelled then."""
        return self._done(deliveries_release)

    @extend_schema(request=ChosenSerializer, responses=CountSerializer, examples=[SOME, ALL_SMS])
    @once
    def drop(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Cancel held deliveries for good."""
        return self._done(deliveries_drop)

    def _done(self, deed: Callable[..., int]) -> Response:
        project = self.get_object()
        chosen = self.body(ChosenSerializer)
        rows = AlertDelivery.objects.filter(project=project)
        ids = set(chosen.pop("ids", ()))
        if ids:
            rows = rows.filter(pk__in=ids)
            if rows.count() != len(ids):
                raise NotFound
        rows = rows.filter(Q(**{CHOSEN_BY[name]: value for name, value in chosen.items()}))
        count = deed(rows=rows, user=self.caller, now=timezone.now(), whole=bool(ids))
        return Response({"count": count})
