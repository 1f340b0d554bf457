"""The rule that what a row names lies in the row's own project, kept by the database."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils.translation import gettext_lazy as _

FOREIGN_KEY = (
    "FOREIGN KEY ({project}, {field}) REFERENCES {table} ({their_project}, {their_key}) "
    "DEFERRABLE INITIALLY DEFERRED"
)


def in_project_once(name: str) -> models.UniqueConstraint:
    """Make what `OneProject` of other tables refers to; its index serves the project's key too."""
    return models.UniqueConstraint(fields=("project", "id"), name=name)


class OneProject(models.BaseConstraint):
    """What `field` names is of the same project: a foreign key over both columns.

    It stands in the place of the field's own key (`db_constraint=False`), which it implies, so
    that a write is checked as often as before. `project` is the column that holds the row's
    project, `id` for a project itself. Where `field` is null nothing is asked.

    A constraint and no trigger: SQLite keeps it when Django makes a table anew, and PostgreSQL
    holds the row that is named until the transaction ends. As all foreign keys here it is checked
    at the commit, because deletions and flushes take rows in any order.
    """

    default_violation_error_message = _("It belongs to another project.")

    def __init__(
        self,
        *,
        field: str,
        name: str,
        project: str = "project",
        violation_error_code: str | None = None,
        violation_error_message: Any = None,
    ) -> None:
        super().__init__(
            name=name,
            violation_error_code=violation_error_code,
            violation_error_message=violation_error_message,
        )
        self.field = field
        self.project = project

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """Return the line of CREATE TABLE.

        None on PostgreSQL: what it refers to is made after the tables there, and so is this.
        """
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))
            return None
        return self._line(model, schema_editor)

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """Return the ALTER TABLE; SQLite's editor makes the table anew and does not ask."""
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} ADD {self._line(model, schema_editor)}"

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        """Return the ALTER TABLE that takes it away."""
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} DROP CONSTRAINT {schema_editor.quote_name(self.name)}"

    def validate(  # a form knows the row that it names: nothing is asked of a database
        self,
        model: Any,
        instance: Any,
        exclude: Any = None,
        using: str = "default",  # noqa: ARG002 - Django's signature
    ) -> None:
        """Say it to a form; `services.rows.same_project_check` says it to the API."""
        if self.field in (exclude or ()):
            return
        related = getattr(instance, self.field)
        mine = getattr(instance, model._meta.get_field(self.project).attname)
        if related is not None and related.project_id != mine:
            code = self.violation_error_code or "other_project"
            fault = ValidationError(self.get_violation_error_message(), code=code)
            raise ValidationError({self.field: fault})

    def deconstruct(self) -> Any:
        """Say how a migration makes it."""
        path, args, kwargs = super().deconstruct()
        kwargs["field"] = self.field
        if self.project != "project":
            kwargs["project"] = self.project
        return path, args, kwargs

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, OneProject):
            return NotImplemented
        return bool(self.deconstruct() == other.deconstruct())

    __hash__ = None  # type: ignore[assignment] # as Django's own constraints

    def _line(self, model: Any, editor: BaseDatabaseSchemaEditor) -> str:
        return f"CONSTRAINT {editor.quote_name(self.name)} {self._key(model, editor)}"

    def _key(self, model: Any, editor: BaseDatabaseSchemaEditor) -> str:
        mine, theirs = model._meta, model._meta.get_field(self.field).related_model._meta
        columns = {
            "project": mine.get_field(self.project).column,
            "field": mine.get_field(self.field).column,
            "table": theirs.db_table,
            "their_project": theirs.get_field("project").column,
            "their_key": theirs.pk.column,
        }
        return FOREIGN_KEY.format(
            **{name: editor.quote_name(column) for name, column in columns.items()}
        )
