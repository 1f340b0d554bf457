"""People in bodies and answers: by their user name."""

from typing import Any, cast

from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext as _
from rest_framework.exceptions import ErrorDetail, ValidationError

from projects.api.serializers import StrictCharField
from projects.models import User


class UsernameField(StrictCharField):
    """A person by user name; one body asks for each name once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=150, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        """Return the active user of that name."""
        name = super().to_internal_value(data)
        ProhibitNullCharactersValidator()(name)
        context = cast(dict[str, Any], self.context)
        known: dict[str, User | None] = context.setdefault("users", {})
        if name not in known:
            known[name] = User.objects.filter(username=name, is_active=True).first()
        user = known[name]
        if user is None:
            raise ValidationError([ErrorDetail(_("There is no such object."), "unknown_relation")])
        return user

    def run_validators(self, value: Any) -> None:
        """Skip the text's validators: the value is a user by now, and its name was stored."""

    def to_representation(self, value: Any) -> str:
        """Show the user name."""
        return str(getattr(value, "username", value))
