"""Where an alert's milestone lies, with the names that a reader needs."""

from typing import Any

from rest_framework import serializers


class AlertPlaceSerializer(serializers.Serializer[Any]):
    """The project with its clock, and the building where there is one; else null."""

    project_name = serializers.CharField(source="project.name")
    project_name_en = serializers.CharField(source="project.name_en")
    time_zone = serializers.CharField(source="project.time_zone")
    building_code = serializers.CharField(
        source="milestone.building.code", allow_null=True, read_only=True
    )
    building_name = serializers.CharField(
        source="milestone.building.name", allow_null=True, read_only=True
    )
    building_name_en = serializers.CharField(
        source="milestone.building.name_en", allow_null=True, read_only=True
    )
