"""The slip story of an alert: how far its milestone's forecast moved, and through what."""

from typing import Any

from rest_framework import serializers

from projects.api.following import ShiftCause
from projects.selectors.late_words import Expected

COMPARED = ["plan", "baseline"]


class AlertCause(ShiftCause):
    """One of the largest changes behind the shift, with the English name of its activity."""

    name_en = serializers.CharField(allow_null=True)


class AlertReason(serializers.Serializer[Any]):
    """The expected finish against the approved one: the current baseline's, or the planned.

    Shifts are positive for later. Without a baseline, and where the two plans cannot be compared,
    there are no causes.
    """

    compared = serializers.ChoiceField(choices=COMPARED)
    baseline = serializers.IntegerField(allow_null=True)
    approved_finish = serializers.DateField()
    forecast_finish = serializers.DateField()
    shift_days = serializers.IntegerField(help_text="Calendar days.")
    total_float = serializers.FloatField(
        allow_null=True, help_text="Days of the milestone's own calendar."
    )
    causes = AlertCause(many=True)
    text = serializers.CharField(help_text="The same in a line, in the caller's language.")


def reason_built(expected: Expected) -> dict[str, Any]:
    """Return what `AlertReason` says."""
    return {
        "compared": COMPARED[expected.approved.baseline is not None],
        "baseline": expected.approved.baseline,
        "approved_finish": expected.approved.finish,
        "forecast_finish": expected.day,
        "shift_days": expected.shift_days,
        "total_float": expected.total_float_days,
        "causes": list(expected.causes),
        "text": expected.text,
    }
