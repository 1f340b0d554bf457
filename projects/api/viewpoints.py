"""`viewpoints/`: the same view of a building over the months, for sliders and time-lapses."""

from typing import Any

import django_filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from projects.api.base import READ_RULES, ReadScopedViewSet
from projects.api.milestone_rows import RenditionUrls
from projects.api.photo_links import rendition_urls
from projects.api.photo_parts import WithPlace
from projects.api.query import IdFilter
from projects.models import Viewpoint
from projects.models.words import PhotoState
from projects.selectors.viewpoints import viewpoints_listed

PLACE = ("latitude", "longitude", "direction_deg")


class ViewpointPhoto(serializers.Serializer[Any]):
    """A photo of the view that has its sizes."""

    id = serializers.IntegerField()
    renditions = RenditionUrls()


class ViewpointSerializer(WithPlace, serializers.ModelSerializer[Viewpoint]):
    """A view; its photos are `photos/?viewpoint=`. Instants are the captures', else uploads'."""

    place = PLACE

    photo_count = serializers.IntegerField()
    first_at = serializers.DateTimeField()
    last_at = serializers.DateTimeField()
    first_photo = serializers.SerializerMethodField()
    last_photo = serializers.SerializerMethodField()

    class Meta:
        model = Viewpoint
        fields = (
            "id",
            "project",
            "building",
            *PLACE,
            "photo_count",
            "first_at",
            "last_at",
            "first_photo",
            "last_photo",
        )
        read_only_fields = fields

    @extend_schema_field(ViewpointPhoto(allow_null=True))
    def get_first_photo(self, row: Any) -> dict[str, Any] | None:
        """The earliest photo with its sizes."""
        return _shown(row.first_photo)

    @extend_schema_field(ViewpointPhoto(allow_null=True))
    def get_last_photo(self, row: Any) -> dict[str, Any] | None:
        """The latest photo with its sizes."""
        return _shown(row.last_photo)


def _shown(photo_id: int | None) -> dict[str, Any] | None:
    if photo_id is None:
        return None
    return {
        "id": photo_id,
        "renditions": rendition_urls(photo_id=photo_id, state=PhotoState.READY),
    }


class ViewpointFilters(django_filters.FilterSet):
    """Filters of `viewpoints/`."""

    project = IdFilter(field_name="project_id")
    building = IdFilter(field_name="building_id")


class ViewpointViewSet(ReadScopedViewSet):
    """From where buildings were photographed, by building; ids stay as they are."""

    queryset = viewpoints_listed()
    serializer_class = ViewpointSerializer
    roles = READ_RULES
    filterset_class = ViewpointFilters
    ordering_columns = {"building": "building_id"}
    ordering = ("building_id", "id")
