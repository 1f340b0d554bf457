"""What several answers show of a photo: its sizes, and its place for those who may see it."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from projects.api.milestone_rows import RenditionUrls
from projects.api.permissions import TRUSTED
from projects.api.photo_links import rendition_urls
from projects.models import Photo


class WithRenditions(serializers.Serializer[Any]):
    """Adds the addresses of the sizes."""

    renditions = serializers.SerializerMethodField()

    @extend_schema_field(RenditionUrls)
    def get_renditions(self, photo: Photo) -> dict[str, str | None]:
        """Addresses of the sizes."""
        return rendition_urls(photo_id=photo.pk, state=photo.state)


class WithPlace(serializers.Serializer[Any]):
    """Leaves where a photo was taken out for those who may not see it."""

    place: ClassVar[tuple[str, ...]]

    def shows_place(self, row: Any) -> bool:
        """Does the caller's role in the row's project let him see places?"""
        return self.context["view"].caller_roles().get(row.project_id) in TRUSTED

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Put nothing in the place of the place."""
        shown: dict[str, Any] = super().to_representation(instance)
        if not self.shows_place(instance):
            shown.update({name: None for name in self.place if name in shown})
        return shown
