"""Addresses of photos in answers."""

from collections.abc import Mapping
from typing import Any

from projects.models.words import PhotoState

SIZES = ("320", "960", "2048")


def rendition_urls(*, photo_id: int, state: str) -> dict[str, str | None]:
    """Return the path of each rendition; None while there is none yet."""
    ready = state == PhotoState.READY
    return {
        size: f"/api/v1/photos/{photo_id}/renditions/{size}/" if ready else None for size in SIZES
    }


def with_renditions(photo: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return the photo's values with its renditions."""
    if photo is None:
        return None
    return {**photo, "renditions": rendition_urls(photo_id=photo["id"], state=photo["state"])}
