"""Links and computations: looked at here, written by the planning services."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from projects.admin.base import ModelAdmin, Untouched
from projects.models import Analysis, Baseline, BaselineActivity, Computation, ForecastDay, Link
from projects.services import planning


@admin.register(Link)
class LinkAdmin(ModelAdmin[Link]):
    """Logic between activities; made by the API, which refuses loops."""

    list_display = ("predecessor", "kind", "successor", "lag_days", "lag_percent", "project")
    list_filter = ("kind", "lag_clock")
    list_select_related = ("predecessor", "successor", "project")
    search_fields = ("predecessor__code", "successor__code", "project__code")
    date_hierarchy = "created_at"

    def has_add_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        """The service makes links."""
        return False

    def has_change_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        """The service changes links."""
        return False

    def delete_model(self, request: HttpRequest, obj: Link) -> None:  # noqa: ARG002 - Django's signature
        """Remove the link and compute without it."""
        planning.link_delete(link=obj, now=timezone.now())

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """The same for many."""
        for link in queryset:
            self.delete_model(request, link)


@admin.register(Computation)
class ComputationAdmin(Untouched, ModelAdmin[Computation]):
    """The last answer of each project."""

    list_display = ("project",)
    list_select_related = ("project",)
    search_fields = ("project__code", "project__name")
    exclude = ("answer", "network")

    def has_delete_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        """It goes with its project."""
        return True


@admin.register(ForecastDay)
class ForecastDayAdmin(Untouched, ModelAdmin[ForecastDay]):
    """What was expected on which day."""

    list_display = ("day", "project")
    list_select_related = ("project",)
    search_fields = ("project__code", "project__name")
    date_hierarchy = "day"


@admin.register(Baseline)
class BaselineAdmin(Untouched, ModelAdmin[Baseline]):
    """Frozen plans; the API freezes them and says which is the current one."""

    list_display = ("name", "project", "is_current", "data_date", "taken_at", "taken_by")
    list_filter = ("is_current",)
    list_select_related = ("project", "taken_by")
    search_fields = ("name", "project__code", "project__name")
    date_hierarchy = "taken_at"
    exclude = ("network",)


@admin.register(BaselineActivity)
class BaselineActivityAdmin(Untouched, ModelAdmin[BaselineActivity]):
    """Their lines."""

    list_display = ("code", "name", "kind", "baseline", "project")
    list_filter = ("kind",)
    list_select_related = ("baseline", "project")
    search_fields = ("code", "name", "name_en", "baseline__name", "project__code")


@admin.register(Analysis)
class AnalysisAdmin(Untouched, ModelAdmin[Analysis]):
    """Risk analyses and levellings, waiting, running and done."""

    list_display = ("project", "kind", "state", "progress", "attempts", "asked_by", "asked_at")
    list_filter = ("kind", "state")
    list_select_related = ("project", "asked_by")
    search_fields = ("project__code", "project__name")
    date_hierarchy = "asked_at"
    exclude = ("request", "network", "resources", "ranges", "answer")
