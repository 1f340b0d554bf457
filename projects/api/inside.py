"""What all rows inside a project share: they name their project once and stay in it."""

from typing import Any, ClassVar

from projects.api.serializers import OwnRelatedField, StrictModelSerializer
from projects.models import Project


class InsideSerializer(StrictModelSerializer):
    """A row of a project; `settled` fields are given at birth and never change."""

    settled: ClassVar[tuple[str, ...]] = ("project",)

    project: OwnRelatedField[Project] = OwnRelatedField(
        queryset=Project.objects.select_related("calendar"), project_path=""
    )

    def get_fields(self) -> dict[str, Any]:
        """Make settled fields read-only on a change."""
        fields: dict[str, Any] = super().get_fields()
        if self.partial:
            for name in self.settled:
                fields[name].read_only = True
        return fields


def without_project(data: Any) -> dict[str, Any]:
    """Return the validated values beside the project."""
    return {name: value for name, value in data.items() if name != "project"}
