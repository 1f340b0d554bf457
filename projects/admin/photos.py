"""Photos and the sizes made from them."""

from django.contrib import admin

from projects.admin.base import ModelAdmin, TabularInline, Untouched
from projects.models import Photo, PhotoHash, PhotoMatch, PhotoPrint, Rendition, Viewpoint


class RenditionInline(Untouched, TabularInline[Rendition, Photo]):
    """The sizes of a photo."""

    model = Rendition
    extra = 0
    fields = ("name", "width", "height", "size_bytes", "storage_key")


@admin.register(Photo)
class PhotoAdmin(Untouched, ModelAdmin[Photo]):
    """Evidence: looked at here, brought in and judged elsewhere."""

    list_display = (
        "stored_at",
        "project",
        "building",
        "activity",
        "state",
        "taken_at",
        "taken_at_source",
        "grade",
        "site_place",
        "uploaded_by",
        "caption",
    )
    list_filter = ("state", "grade", "site_place", "taken_at_source", "reject_code")
    list_select_related = ("project", "building", "activity", "uploaded_by")
    search_fields = ("sha256", "caption", "original_name", "project__code", "activity__name")
    date_hierarchy = "stored_at"
    inlines = (RenditionInline,)


@admin.register(Rendition)
class RenditionAdmin(Untouched, ModelAdmin[Rendition]):
    """All renditions."""

    list_display = ("photo", "name", "width", "height", "size_bytes", "storage_key")
    list_filter = ("name",)
    list_select_related = ("photo",)
    search_fields = ("storage_key", "photo__sha256")
    date_hierarchy = "photo__stored_at"


@admin.register(PhotoMatch)
class PhotoMatchAdmin(Untouched, ModelAdmin[PhotoMatch]):
    """Flags at pictures used twice; planners settle them where both uses are shown."""

    list_display = ("found_at", "photo", "earlier", "kind", "score", "settled_at", "settled_by")
    list_filter = ("kind", ("settled_at", admin.EmptyFieldListFilter))
    list_select_related = ("photo", "earlier", "settled_by")
    search_fields = ("photo__sha256", "earlier__sha256", "settled_reason")
    date_hierarchy = "found_at"


@admin.register(PhotoPrint)
class PhotoPrintAdmin(Untouched, ModelAdmin[PhotoPrint]):
    """Whether a photo was compared with the others."""

    list_display = ("photo", "compared_at")
    list_filter = (("compared_at", admin.EmptyFieldListFilter),)
    list_select_related = ("photo",)
    search_fields = ("photo__sha256",)


@admin.register(PhotoHash)
class PhotoHashAdmin(Untouched, ModelAdmin[PhotoHash]):
    """What a photo is found by."""

    list_display = ("photo", "view", "value")
    list_filter = ("view",)
    list_select_related = ("photo",)
    search_fields = ("photo__sha256",)


@admin.register(Viewpoint)
class ViewpointAdmin(Untouched, ModelAdmin[Viewpoint]):
    """From where buildings are photographed again and again."""

    list_display = ("building", "id", "project", "latitude", "longitude", "direction_deg")
    list_select_related = ("building", "project")
    search_fields = ("building__code", "project__code")
    date_hierarchy = "created_at"
