"""`buildings/`: the buildings of a project."""

from collections.abc import Mapping
from typing import Any

import django_filters
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view

from projects.api.areas import AreaField
from projects.api.base import READ_RULES, ProjectScopedViewSet
from projects.api.inside import InsideSerializer, without_project
from projects.api.permissions import PLANNERS
from projects.api.query import IdFilter, TextFilter
from projects.models import Building
from projects.services import planning
from tasks.doorbell import ring
from tasks.photos import grade_photos

EXAMPLE = OpenApiExample(
    "Plant building 3#",
    value={
        "project": 1,
        "code": "3#",
        "name": "3# 厂房",
        "name_en": "Plant building 3#",
        "floors": 4,
        "order": 3,
    },
    request_only=True,
)


class BuildingSerializer(InsideSerializer):
    """A building."""

    footprint = AreaField(allow_null=True, required=False)

    class Meta:
        model = Building
        fields = (
            "id",
            "project",
            "code",
            "name",
            "name_en",
            "floors",
            "gross_floor_area_m2",
            "footprint",
            "order",
            "works",
            "created_at",
            "updated_at",
            "version",
        )
        read_only_fields = ("id", "created_at", "updated_at", "version")


class BuildingFilters(django_filters.FilterSet):
    """Filters of `buildings/`."""

    project = IdFilter(field_name="project_id")
    code = TextFilter()


@extend_schema_view(create=extend_schema(examples=[EXAMPLE]))
class BuildingViewSet(ProjectScopedViewSet):
    """Buildings (单体). One with activities or photos cannot be deleted (409 `in_use`)."""

    queryset = Building.objects.all()
    serializer_class = BuildingSerializer
    roles = {
        **READ_RULES,
        "create": PLANNERS,
        "partial_update": PLANNERS,
        "destroy": PLANNERS,
    }
    filterset_class = BuildingFilters
    search_columns = ("code", "name", "name_en")
    ordering_columns = {"order": "order", "code": "code", "name": "name"}
    ordering = ("project_id", "order", "id")

    def row_create(self, data: Mapping[str, Any]) -> Building:
        """Store the building."""
        return planning.building_create(project=data["project"], data=without_project(data))

    def row_update(self, row: Building, data: Mapping[str, Any]) -> Building:
        """Change the building; another footprint has its photos graded anew."""
        building = planning.building_update(building=row, data=data)
        if "footprint" in data:
            ring(grade_photos)
        return building

    def row_delete(self, row: Building) -> None:
        """Remove the building."""
        planning.building_delete(building=row)
