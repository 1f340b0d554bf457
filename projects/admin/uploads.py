"""Photos that are on their way in pieces."""

from django.contrib import admin

from projects.admin.base import ModelAdmin, Untouched
from projects.models import Upload


@admin.register(Upload)
class UploadAdmin(Untouched, ModelAdmin[Upload]):
    """How far each phone's uploads have come, and why some ended without a photo."""

    list_display = (
        "created_at",
        "project",
        "uploader",
        "original_name",
        "state",
        "reject_code",
        "offset",
        "length",
        "expires_at",
        "photo",
    )
    list_filter = ("state", "reject_code")
    list_select_related = ("project", "uploader", "photo")
    search_fields = ("sha256", "original_name", "project__code", "uploader__username")
    date_hierarchy = "created_at"
