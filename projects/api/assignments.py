"""`assignments/`: which activities need which resources."""

from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django.db.models import Model
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view

from projects.api.base import READ_RULES, ProjectScopedViewSet
from projects.api.ends import ends_asked
from projects.api.permissions import PLANNERS
from projects.api.query import IdFilter
from projects.api.serializers import OwnRelatedField, StrictModelSerializer
from projects.models import Activity, Assignment, Resource
from projects.services import planning
from projects.services.rows import relation_unknown

ENDS: Mapping[str, type[Model]] = {"activity": Activity, "resource": Resource}
EXAMPLE = OpenApiExample(
    "The main structure needs a tower crane",
    value={"activity": 11, "resource": 2, "units": 1},
    request_only=True,
)


class AssignmentSerializer(StrictModelSerializer):
    """What an activity needs while its own calendar works; activity and resource never change."""

    activity: OwnRelatedField[Activity] = OwnRelatedField(queryset=Activity.objects.all())
    resource: OwnRelatedField[Resource] = OwnRelatedField(queryset=Resource.objects.all())

    class Meta:
        model = Assignment
        fields = (
            "id",
            "project",
            "activity",
            "resource",
            "units",
            "created_at",
            "updated_at",
            "version",
        )
        read_only_fields = ("id", "project", "created_at", "updated_at", "version")

    def get_fields(self) -> dict[str, Any]:
        """Make what is settled read-only on a change."""
        fields: dict[str, Any] = super().get_fields()
        if self.partial:
            for name in ENDS:
                fields[name].read_only = True
        return fields


class AssignmentFilters(django_filters.FilterSet):
    """Filters of `assignments/`."""

    project = IdFilter(field_name="project_id")
    activity = IdFilter(field_name="activity_id")
    resource = IdFilter(field_name="resource_id")


@extend_schema_view(create=extend_schema(examples=[EXAMPLE]))
class AssignmentViewSet(ProjectScopedViewSet):
    """Demands on resources; a list as body stores all rows or none.

    A level of effort counts in the usage as long as it spans and is not levelled, as in P6.
    """

    bulk = True
    queryset = Assignment.objects.all()
    serializer_class = AssignmentSerializer
    roles = {
        **READ_RULES,
        "create": PLANNERS,
        "partial_update": PLANNERS,
        "destroy": PLANNERS,
    }
    filterset_class = AssignmentFilters
    ordering = ("project_id", "id")

    def get_serializer_context(self) -> dict[str, Any]:
        """Know what all lines of the body name beforehand, by one query a table."""
        context = dict(super().get_serializer_context())
        if self.action == "create" and not getattr(self, "swagger_fake_view", False):
            context["own_related"] = ends_asked(
                self.request.data, ENDS, user=self.caller, unknown=relation_unknown
            )
        return context

    def project_id_of(self, data: Mapping[str, Any]) -> int | None:
        """Return the project of the activity, in which the resource must lie too."""
        return int(data["activity"].project_id)

    def row_create(self, data: Mapping[str, Any]) -> Model:
        """Store the assignment."""
        return planning.assignments_create(rows=[data], many=False)[0]

    def rows_create(self, rows: Sequence[Mapping[str, Any]]) -> Sequence[Model]:
        """Store the assignments."""
        return planning.assignments_create(rows=rows)

    def row_update(self, row: Assignment, data: Mapping[str, Any]) -> Model:
        """Change the units."""
        return planning.assignment_update(assignment=row, data=data)

    def row_delete(self, row: Assignment) -> None:
        """Remove the assignment."""
        planning.assignment_delete(assignment=row)
