"""Light rules of one's own: looked at here, written by their service."""

from django.contrib import admin

from projects.admin.base import ModelAdmin, Untouched
from projects.models import LightRule


@admin.register(LightRule)
class LightRuleAdmin(Untouched, ModelAdmin[LightRule]):
    """Every version of every rule."""

    list_display = ("name", "version", "title", "title_en", "source", "weak_source", "made_by")
    list_select_related = ("made_by",)
    search_fields = ("name", "title", "title_en", "source")
    date_hierarchy = "made_at"
