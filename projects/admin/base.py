"""What the admin pages share: typed bases, and rows that may be looked at but not touched."""

from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

Row = TypeVar("Row", bound=Model)

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin
    TabularInline = admin.TabularInline
else:
    # Django's own classes take no type parameter at run time

    class ModelAdmin(admin.ModelAdmin):
        """`ModelAdmin[Row]` that also runs."""

        def __class_getitem__(cls, _row: object) -> type:
            """Ignore the type parameter."""
            return cls

    class TabularInline(admin.TabularInline):
        """`TabularInline[Parent, Row]` that also runs."""

        def __class_getitem__(cls, _rows: object) -> type:
            """Ignore the type parameters."""
            return cls


class Untouched:
    """Rows that only services write: nothing is added, changed or deleted by hand."""

    def has_add_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        """Services write these rows."""
        return False

    def has_change_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        """Reading is enough."""
        return False

    def has_delete_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        """What was recorded stays."""
        return False


class ProjectStays:
    """Rows that others of their project name: once made they never move to another project."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show the project of what is there already."""
        shown = super().get_readonly_fields(request, obj)  # type: ignore[misc] # ModelAdmin's
        return shown if obj is None else (*shown, "project")


def next_version(row: Any) -> None:
    """Count an edit, so that an API client's `If-Match` notices it."""
    row.version += 1
