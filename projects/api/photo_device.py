"""What a phone sends of the moment of capture, beside the photo: its clock and its place."""

import datetime
import re
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from projects.api.query import InstantField
from projects.api.serializers import StrictSerializer
from projects.services.photos import DeviceFacts

# a phone prints a double: up to seventeen digits, no exponent for what lies on earth
DEGREES = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,20})?", re.ASCII)
ACCURACY_MOST_M = 100_000


@extend_schema_field({"type": "string", "format": "date-time"})
class CaptureInstantField(serializers.Field[Any, Any, Any, Any]):
    """An instant with its offset from UTC, kept: it tells the phone's zone."""

    def to_internal_value(self, data: Any) -> datetime.datetime:
        """Return the instant with the offset that was sent."""
        try:
            instant: datetime.datetime = InstantField().clean(data)
        except forms.ValidationError as error:
            raise ValidationError(error.messages[0], code="invalid") from error
        sent = parse_datetime(data)
        return instant.astimezone(sent.tzinfo if sent else None)

    def to_representation(self, value: Any) -> Any:
        """Return the instant as it is."""
        return value


class MeasureField(serializers.FloatField):
    """A number of a form, where everything is text; neither NaN nor infinity."""

    def to_internal_value(self, data: Any) -> float:
        """Return the number."""
        if not isinstance(data, str) or not DEGREES.fullmatch(data):
            self.fail("invalid")
        return super().to_internal_value(data)


class DeviceForm(StrictSerializer):
    """The phone's word; a position is whole or left out."""

    device_taken_at = CaptureInstantField(
        required=False,
        help_text=gettext_lazy("The phone's clock at the moment of capture, with its offset."),
    )
    device_latitude = MeasureField(min_value=-90, max_value=90, required=False)
    device_longitude = MeasureField(min_value=-180, max_value=180, required=False)
    device_accuracy_m = MeasureField(min_value=0, max_value=ACCURACY_MOST_M, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """See that a position is whole, and put the phone's word together."""
        north, east = attrs.pop("device_latitude", None), attrs.pop("device_longitude", None)
        accuracy = attrs.pop("device_accuracy_m", None)
        for name, value, other in (
            ("device_latitude", north, east),
            ("device_longitude", east, north),
        ):
            if value is None and (other is not None or accuracy is not None):
                detail = ErrorDetail(_("A position is latitude and longitude."), "required")
                raise ValidationError({name: detail})
        taken_at = attrs.pop("device_taken_at", None)
        return {**attrs, "device": DeviceFacts(taken_at, north, east, accuracy)}
