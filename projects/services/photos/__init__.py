"""Photos: accepted when durable, made into sizes afterwards, swept when nobody wants them."""

from projects.services.photos.accept import photo_add
from projects.services.photos.change import photo_update
from projects.services.photos.device import DeviceFacts
from projects.services.photos.grade import grades_due_mark, photos_grade
from projects.services.photos.render import photo_render, photos_due
from projects.services.photos.reuse import photo_compare, photos_compare
from projects.services.photos.settle import match_settle
from projects.services.photos.sweep import SweepCounts, photos_sweep

__all__ = [
    "DeviceFacts",
    "SweepCounts",
    "grades_due_mark",
    "match_settle",
    "photo_add",
    "photo_compare",
    "photo_render",
    "photo_update",
    "photos_compare",
    "photos_due",
    "photos_grade",
    "photos_sweep",
]
