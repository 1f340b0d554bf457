"""`resources/`: crews, cranes, formwork, and how many of them there are when."""

from collections.abc import Mapping
from typing import Any

import django_filters
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view

from projects.api.base import READ_RULES, ProjectScopedViewSet
from projects.api.inside import InsideSerializer, without_project
from projects.api.permissions import PLANNERS
from projects.api.query import IdFilter, TextFilter
from projects.api.serializers import StrictModelSerializer, WholeSerializer
from projects.models import Resource, ResourceCapacity
from projects.services import planning

CAPACITIES_LIMIT = 500
EXAMPLE = OpenApiExample(
    "Two tower cranes, three from May on",
    value={
        "project": 1,
        "code": "TC",
        "name": "塔吊",
        "name_en": "Tower crane",
        "unit": "台",
        "capacity": 2,
        "capacities": [{"since": "2027-05-01", "capacity": 3}],
    },
    request_only=True,
)


class ResourceCapacitySerializer(WholeSerializer, StrictModelSerializer):
    """How many there are from the start of a day on, until the next such line."""

    class Meta:
        model = ResourceCapacity
        fields = ("since", "capacity")


class ResourceSerializer(InsideSerializer):
    """A resource; `capacity` is how many there are before the first line of `capacities`.

    `capacities` are always the whole list, in order of their days, and a write replaces it.
    """

    capacities = ResourceCapacitySerializer(  # type: ignore[call-arg] # the list it becomes takes it
        many=True, required=False, max_length=CAPACITIES_LIMIT
    )

    class Meta:
        model = Resource
        fields = (
            "id",
            "project",
            "code",
            "name",
            "name_en",
            "unit",
            "capacity",
            "capacities",
            "created_at",
            "updated_at",
            "version",
        )
        read_only_fields = ("id", "created_at", "updated_at", "version")


class ResourceFilters(django_filters.FilterSet):
    """Filters of `resources/`."""

    project = IdFilter(field_name="project_id")
    code = TextFilter()


@extend_schema_view(create=extend_schema(examples=[EXAMPLE]))
class ResourceViewSet(ProjectScopedViewSet):
    """Renewable resources (资源). One that activities need cannot be deleted (409 `in_use`).

    A resource works whenever the calendar of the activity does that needs it; a time without it
    is a capacity of 0.
    """

    queryset = Resource.objects.prefetch_related("capacities")
    serializer_class = ResourceSerializer
    roles = {
        **READ_RULES,
        "create": PLANNERS,
        "partial_update": PLANNERS,
        "destroy": PLANNERS,
    }
    filterset_class = ResourceFilters
    search_columns = ("code", "name", "name_en")
    ordering_columns = {"code": "code", "name": "name"}
    ordering = ("project_id", "id")

    def row_create(self, data: Mapping[str, Any]) -> Resource:
        """Store the resource."""
        rest = without_project(data)
        capacities = rest.pop("capacities", [])
        return planning.resource_create(project=data["project"], data=rest, capacities=capacities)

    def row_update(self, row: Resource, data: Mapping[str, Any]) -> Resource:
        """Change the resource."""
        rest = dict(data)
        capacities = rest.pop("capacities", None)
        return planning.resource_update(resource=row, data=rest, capacities=capacities)

    def row_delete(self, row: Resource) -> None:
        """Remove the resource."""
        planning.resource_delete(resource=row)
