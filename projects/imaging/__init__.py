"""Photo processing: pixels and their metadata; knows neither Django nor tables."""

from projects.imaging.facts import PhotoFacts, photo_inspect
from projects.imaging.files import MIME_TYPES, PhotoRefused
from projects.imaging.guard import photo_print_guarded, photo_render_guarded
from projects.imaging.renditions import (
    RenderedSize,
    RenderResult,
    jpeg_thumbnail,
    photo_render,
)

__all__ = [
    "MIME_TYPES",
    "PhotoFacts",
    "PhotoRefused",
    "RenderResult",
    "RenderedSize",
    "jpeg_thumbnail",
    "photo_inspect",
    "photo_print_guarded",
    "photo_render",
    "photo_render_guarded",
]
