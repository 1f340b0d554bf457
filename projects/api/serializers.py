"""Bodies field by field: known names only, related rows only from the caller's projects."""

import copy
import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from projects.api.query import ID_MAX
from projects.models.scheduled import PLAN_FROM, PLAN_TO
from projects.selectors.access import rows_of

Row = TypeVar("Row", bound=models.Model)


class PlanDateField(serializers.DateField):
    """A date that a plan can hold, far enough from the calendar's ends for every zone."""

    default_error_messages = {
        "out_of_range": gettext_lazy("A date from 1900-01-01 to 2999-12-31."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)

    def to_internal_value(self, value: Any) -> datetime.date:
        """Return the date."""
        if isinstance(value, str) and len(value) != len("2026-11-20"):
            self.fail("invalid", format="YYYY-MM-DD")
        date = super().to_internal_value(value)
        if not PLAN_FROM <= date <= PLAN_TO:
            self.fail("out_of_range")
        return date


class StrictCharField(serializers.CharField):
    """Text, and no number that happens to print as one."""

    def to_internal_value(self, data: Any) -> str:
        """Return the text."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class StrictIntegerField(serializers.IntegerField):
    """A whole JSON number."""

    def to_internal_value(self, data: Any) -> int:
        """Return the number."""
        if isinstance(data, bool | str):
            self.fail("invalid")
        return super().to_internal_value(data)


class IdValueField(StrictIntegerField):
    """An id in a body; beyond the range of ids there is nothing to find."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=ID_MAX, **kwargs)


class StrictFloatField(serializers.FloatField):
    """A finite JSON number."""

    def to_internal_value(self, data: Any) -> float:
        """Return the number."""
        if isinstance(data, bool | str):
            self.fail("invalid")
        return super().to_internal_value(data)


class StrictBooleanField(serializers.BooleanField):
    """A JSON true or false."""

    def to_internal_value(self, data: Any) -> bool:
        """Return the truth value."""
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


def dict_of(context: Mapping[str, Any]) -> dict[str, Any]:
    """Return the context as what it is at run time: a dict that one request shares."""
    assert isinstance(context, dict)  # noqa: S101 - a fact of the framework
    return context


class OwnRelatedField(serializers.PrimaryKeyRelatedField[Row]):
    """The id of a row of the caller's projects; foreign and missing get the same answer.

    `project_path` leads from the row to its project ("" for a project). One body asks for
    each row once, however many lines of a bulk request name it.
    """

    default_error_messages = {
        "does_not_exist": gettext_lazy("There is no such object."),
        "incorrect_type": gettext_lazy("An id is a number."),
    }

    def __init__(self, *, project_path: str = "project", **kwargs: Any) -> None:
        self.project_path = project_path
        super().__init__(**kwargs)

    def get_queryset(self) -> Any:
        """Limit the rows to the caller's projects."""
        rows = super().get_queryset()
        return rows_of(rows, user=self.context["request"].user, path=self.project_path)  # type: ignore[arg-type] # never None here

    def to_internal_value(self, data: Any) -> Row:
        """Return the row."""
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("incorrect_type", data_type=type(data).__name__)
        known: dict[tuple[str, int], Row] = dict_of(self.context).setdefault("own_related", {})
        key = (self.field_name or "", data)
        if key not in known:
            known[key] = super().to_internal_value(data)  # type: ignore[arg-type] # the stubs want the row
        return known[key]


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses names it does not know, together with everything else that is wrong."""

    def to_internal_value(self, data: Any) -> Any:
        """Return the validated values."""
        wrong = self._unknown(data)
        try:
            value = super().to_internal_value(data)
        except ValidationError as error:
            detail = error.detail
            raise ValidationError(
                {**wrong, **detail} if isinstance(detail, dict) else detail
            ) from error
        if wrong:
            raise ValidationError(wrong)
        return value

    def _unknown(self, data: Any) -> dict[str, list[ErrorDetail]]:
        if not isinstance(data, Mapping):
            return {}
        found = {}
        for name in data:
            field = self.fields.get(name)
            if field is None:
                found[name] = [ErrorDetail(_("Unknown field."), "unknown_field")]
            elif field.read_only:
                found[name] = [ErrorDetail(_("This field cannot be set."), "read_only_field")]
        return found


class WholeSerializer(StrictSerializer):
    """A row within a list that a write replaces: whole, also where the body changes a part."""

    def to_internal_value(self, data: Any) -> Any:
        """Return the validated values, or name those that are missing."""
        value = super().to_internal_value(data)
        missing = [
            name
            for name, field in self.fields.items()
            if field.required and not field.read_only and field.source not in value
        ]
        if missing:
            word = str(serializers.Field.default_error_messages["required"])
            raise ValidationError({name: [ErrorDetail(word, "required")] for name in missing})
        return value


class StrictModelSerializer(StrictSerializer, serializers.ModelSerializer[Any]):
    """A serializer of rows whose fields take JSON types literally.

    Uniqueness is left to the database: services turn its refusal into 409.
    """

    serializer_field_mapping: ClassVar[Any] = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.DateField: PlanDateField,
        models.CharField: StrictCharField,
        models.TextField: StrictCharField,
        models.BooleanField: StrictBooleanField,
        models.FloatField: StrictFloatField,
        models.IntegerField: StrictIntegerField,
        models.PositiveIntegerField: StrictIntegerField,
        models.PositiveSmallIntegerField: StrictIntegerField,
    }
    serializer_related_field = OwnRelatedField
    # by class: a field copied costs a fifth of a field derived from its column
    _derived: ClassVar[dict[type, dict[str, Any]]] = {}

    def get_fields(self) -> dict[str, Any]:
        """Say of an optional choice that it may be empty, also where it is only read."""
        kind = type(self)
        if kind not in self._derived:
            self._derived[kind] = super().get_fields()
        # a copy is made anew from the field's arguments and knows nothing that was set since
        fields = copy.deepcopy(self._derived[kind])
        model: Any = self.Meta.model
        columns = {column.name: column for column in model._meta.fields}
        for name, field in fields.items():
            column = columns.get(field.source or name)
            if isinstance(field, serializers.ChoiceField) and getattr(column, "blank", False):
                field.allow_blank = True
        return fields

    def get_validators(self) -> list[Any]:
        """Leave unique-together questions to the database; asked before, two would both pass."""
        return []
