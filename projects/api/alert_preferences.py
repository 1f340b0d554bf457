"""`alert-preferences/`: by what, when and in which language the caller wants to be told."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.base import ApiViewSet, once
from projects.api.contacts import PasswordAsked
from projects.api.permissions import SIGNED_IN
from projects.api.reauthentication import reauthenticate
from projects.api.serializers import IdValueField, StrictBooleanField, StrictSerializer
from projects.models.alert_words import Channel, Severity
from projects.models.words import Language
from projects.selectors.preferences import preferences_of
from projects.services.contacts import preferences_set

ROUTES_MOST = 10
CLOCK = "%H:%M"
EXAMPLE = OpenApiExample(
    "夜里只收严重预警",
    value={
        "daily_summary_at": "08:00",
        "high": {
            "routes": [{"channel": "sms", "contact": 7}, {"channel": "email", "contact": None}],
            "hours": None,
        },
        "normal": {"hours": {"tell_from": "08:00", "tell_to": "20:00"}},
        "password": "······",
    },
    request_only=True,
)


# the format `time` of JSON Schema would promise an offset, which it has not
@extend_schema_field(
    {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$", "examples": ["08:00"]}
)
class ClockField(serializers.TimeField):
    """A local wall time to the minute, `08:00`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format=CLOCK, input_formats=[CLOCK], **kwargs)


class HoursAsked(StrictSerializer):
    """From when until when; from later than until is over midnight."""

    tell_from = ClockField()
    tell_to = ClockField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse hours that are none: nobody knows whether all or nothing was meant."""
        if attrs["tell_from"] == attrs["tell_to"]:
            raise ValidationError({"tell_to": [ErrorDetail(_("These are no hours."), "no_hours")]})
        return attrs


class RouteAsked(StrictSerializer):
    """A way: one's own proven address, or `email` (the account's) or `inbox` without one."""

    channel = serializers.ChoiceField(choices=Channel.choices)
    contact = IdValueField(allow_null=True, default=None)


class SeverityAsked(StrictSerializer):
    """Ways, the first choice first (empty: the default), and hours (null: any hour)."""

    routes: Any = serializers.ListField(child=RouteAsked(), max_length=ROUTES_MOST, required=False)
    hours = HoursAsked(allow_null=True, required=False)


class PreferencesAsked(PasswordAsked):
    """What is named is set, the rest stays; `high` asks for the password."""

    language = serializers.ChoiceField(choices=Language.choices, required=False)
    daily_summary_at = ClockField(allow_null=True, required=False)
    weekly_report = StrictBooleanField(required=False)
    high = SeverityAsked(required=False)
    normal = SeverityAsked(required=False)


class HoursSaid(serializers.Serializer[Any]):
    """Outside these hours messages wait; local wall times of the project they are about."""

    tell_from = ClockField()
    tell_to = ClockField()


class RouteSaid(serializers.Serializer[Any]):
    """A way; `usable` says whether anything would be sent there now."""

    channel = serializers.ChoiceField(choices=Channel.choices)
    contact = serializers.IntegerField(allow_null=True)
    name = serializers.CharField(help_text="What the person calls it, or part of the address.")
    usable = serializers.BooleanField()


class SeveritySaid(serializers.Serializer[Any]):
    """What holds for alerts of one severity."""

    routes = RouteSaid(many=True)
    chosen = serializers.BooleanField(help_text="False: the default, as nothing is chosen.")
    hours = HoursSaid(allow_null=True)


class PreferencesSaid(serializers.Serializer[Any]):
    """What holds now, defaults included."""

    language = serializers.ChoiceField(choices=Language.choices)
    daily_summary_at = ClockField(allow_null=True)
    weekly_report = serializers.BooleanField()
    high = SeveritySaid()
    normal = SeveritySaid()


class AlertPreferencesViewSet(ApiViewSet):
    """The caller's own choices; each severity has its ways in order, and its hours."""

    roles = {"show": SIGNED_IN, "choose": SIGNED_IN}
    refusals = {"choose": (429,)}
    pagination_class = None

    @extend_schema(responses=PreferencesSaid)
    def show(self, request: Request) -> Response:  # noqa: ARG002 - the framework's signature
        """Answer what holds now."""
        return Response(PreferencesSaid(preferences_of(self.caller)).data)

    @extend_schema(request=PreferencesAsked, responses=PreferencesSaid, examples=[EXAMPLE])
    def choose(self, request: Request) -> Response:
        """Set what the body names; anything under `high` needs the password."""
        said = self.body(PreferencesAsked)
        if Severity.HIGH in said:
            reauthenticate(request, password=said["password"], now=timezone.now())
        return self._chosen(request)

    @once
    def _chosen(self, request: Request) -> Response:
        said = self.body(PreferencesAsked)
        preferences_set(user=self.caller, data=said, now=timezone.now())
        return self.show(request)
