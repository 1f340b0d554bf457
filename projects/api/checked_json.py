"""JSON in a body whose shape a model's own check knows."""

from typing import Any

from django.core.exceptions import ValidationError as ModelError
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError


class CheckedJsonField(serializers.JSONField):
    """JSON that `check` lets through; what it says becomes 400 with its own code."""

    def check(self, value: Any) -> None:
        """Raise django's ValidationError with its code for what is not taken."""
        raise NotImplementedError

    def to_internal_value(self, data: Any) -> Any:
        """Return the value; raises ValidationError."""
        value = super().to_internal_value(data)
        try:
            self.check(value)
        except ModelError as error:
            details = [ErrorDetail(message, error.code) for message in error.messages]
            raise ValidationError(details) from error
        return value
