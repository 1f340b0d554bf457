"""`near=lat,lng,m`: photos taken within some metres of a place."""

import math
import re
from typing import Any, NamedTuple

import django_filters
from django import forms
from django.db.models import ExpressionWrapper, F, FloatField
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy
from drf_spectacular.drainage import set_override

from projects.grades.ground import EARTH_RADIUS_M

PLACE = re.compile(r"(-?\d{1,2}(?:\.\d{1,9})?),(-?\d{1,3}(?:\.\d{1,9})?),(\d{1,6})", re.ASCII)
METRES_MOST = 100_000
DEGREE_M = math.radians(1) * EARTH_RADIUS_M
# near the poles a degree of longitude is nothing; nobody builds there
NARROWEST = 0.01


class Circle(NamedTuple):
    """A place in degrees (WGS 84) and metres around it."""

    latitude: float
    longitude: float
    metres: int


class CircleField(forms.Field):
    """`36.70,119.20,250`."""

    default_error_messages = {
        "invalid": gettext_lazy("Latitude, longitude and at most 100000 metres: 36.70,119.20,250."),
    }

    def to_python(self, value: Any) -> Circle | None:
        """Read the three numbers."""
        if value in self.empty_values:
            return None
        match = PLACE.fullmatch(str(value))
        if match is not None:
            circle = Circle(float(match[1]), float(match[2]), int(match[3]))
            on_earth = abs(circle.latitude) <= 90 and abs(circle.longitude) <= 180
            if on_earth and circle.metres <= METRES_MOST:
                return circle
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class NearFilter(django_filters.Filter):
    """Within some metres of a place, by the file's position or else the phone's."""

    field_class = CircleField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)  # type: ignore[no-untyped-call] # untyped library
        set_override(self, "field", {"type": "string", "pattern": f"^{PLACE.pattern}$"})

    def filter(self, qs: Any, value: Circle | None) -> Any:
        """Keep what lies in the circle; on a plane, good to a per mille at these distances."""
        return qs if value is None else _within(qs, value)


def _within(rows: Any, circle: Circle) -> Any:
    """Leave the squares to the database; a site at the date line is looked for on its own side."""
    narrowing = max(math.cos(math.radians(circle.latitude)), NARROWEST)
    north = (Coalesce(F("latitude"), F("device_latitude")) - circle.latitude) * DEGREE_M
    east = (Coalesce(F("longitude"), F("device_longitude")) - circle.longitude) * (
        DEGREE_M * narrowing
    )
    square: Any = ExpressionWrapper(north * north + east * east, output_field=FloatField())
    return rows.annotate(square_m=square).filter(square_m__lte=float(circle.metres**2))
