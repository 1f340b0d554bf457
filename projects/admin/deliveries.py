"""Deliveries and how their sending went; what waits for an administrator's hand."""

import re
from typing import Any, Protocol

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from projects.admin.base import ModelAdmin, TabularInline, Untouched
from projects.models import AlertDelivery, DeliveryAttempt, User
from projects.models.alert_words import DeliveryState
from projects.selectors.deliveries import breakers_open, held_by_project, text_shown
from projects.services.alerts import deliveries_drop, deliveries_release, deliveries_retry

ID = re.compile("[0-9]{1,18}")


class Deed(Protocol):
    """What is done to deliveries by hand."""

    def __call__(self, *, rows: QuerySet[AlertDelivery], user: User, now: Any) -> int:
        """Do it; returns to how many."""


class AttemptInline(Untouched, TabularInline[DeliveryAttempt, AlertDelivery]):
    """Every try."""

    model = DeliveryAttempt
    extra = 0


@admin.register(AlertDelivery)
class AlertDeliveryAdmin(Untouched, ModelAdmin[AlertDelivery]):
    """Deliveries; filter by state "given up" to see the dead letters."""

    list_display = (
        "created_at",
        "project",
        "milestone",
        "kind",
        "recipient",
        "channel",
        "state",
        "attempts",
        "last_error_class",
        "next_at",
    )
    list_filter = ("state", "channel", "kind", "reminder", "last_error_class", "may_be_repeat")
    list_select_related = ("project", "milestone", "recipient")
    search_fields = ("recipient__username", "recipient__email", "milestone__name", "project__code")
    date_hierarchy = "created_at"
    # the text holds the recipient's own link to sign; it is shown without
    readonly_fields = ("said",)
    exclude = ("message", "message_sha256", "body_text")
    inlines = (AttemptInline,)
    actions = ("release_held", "drop_held", "retry_dead")

    @admin.display(description=_("text"))
    def said(self, delivery: AlertDelivery) -> str:
        """What it said."""
        return text_shown(delivery)

    @admin.action(description=_("Release the selected held deliveries"))
    def release_held(self, request: HttpRequest, queryset: QuerySet[AlertDelivery]) -> None:
        """Let what the storm brake held go out."""
        self._waiting_said(request, _done(deliveries_release, request, queryset))

    @admin.action(description=_("Drop the selected held deliveries"))
    def drop_held(self, request: HttpRequest, queryset: QuerySet[AlertDelivery]) -> None:
        """Cancel what the storm brake held."""
        self._dropped_said(request, _done(deliveries_drop, request, queryset))

    @admin.action(description=_("Try the selected dead letters again"))
    def retry_dead(self, request: HttpRequest, queryset: QuerySet[AlertDelivery]) -> None:
        """Give every selected delivery that was given up a new set of attempts."""
        self._waiting_said(request, _done(deliveries_retry, request, queryset))

    def get_urls(self) -> list[Any]:
        """Add the page of the storm brake."""
        view = require_http_methods(["GET", "POST"])(self.admin_site.admin_view(self.storm_brake))
        return [path("storm-brake/", view, name="projects_storm_brake"), *super().get_urls()]

    def storm_brake(self, request: HttpRequest) -> HttpResponse:
        """Show what is held, project by project; one click releases or drops a project's."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            self._held_answered(request)
            return HttpResponseRedirect(reverse("admin:projects_storm_brake"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Storm brake"),
            "opts": self.opts,
            "held": held_by_project(),
            "breakers": breakers_open(now=timezone.now()),
        }
        return TemplateResponse(request, "admin/projects/alertdelivery/storm_brake.html", context)

    def _held_answered(self, request: HttpRequest) -> None:
        chosen = request.POST.get("project", "")
        project_id = int(chosen) if ID.fullmatch(chosen) else 0
        rows = AlertDelivery.objects.filter(project_id=project_id, state=DeliveryState.HELD)
        if "drop" in request.POST:
            self._dropped_said(request, _done(deliveries_drop, request, rows))
        elif "release" in request.POST:
            self._waiting_said(request, _done(deliveries_release, request, rows))

    def _waiting_said(self, request: HttpRequest, count: int) -> None:
        text = ngettext("%d delivery is waiting again.", "%d deliveries are waiting again.", count)
        self.message_user(request, text % count, messages.SUCCESS)

    def _dropped_said(self, request: HttpRequest, count: int) -> None:
        text = ngettext("%d delivery is cancelled.", "%d deliveries are cancelled.", count)
        self.message_user(request, text % count, messages.SUCCESS)


def _done(deed: Deed, request: HttpRequest, chosen: QuerySet[AlertDelivery]) -> int:
    # a list's own joins and order would be locked with its rows
    rows = AlertDelivery.objects.filter(pk__in=chosen.order_by().values("pk"))
    if not isinstance(request.user, User):
        raise PermissionDenied
    return deed(rows=rows, user=request.user, now=timezone.now())


@admin.register(DeliveryAttempt)
class DeliveryAttemptAdmin(Untouched, ModelAdmin[DeliveryAttempt]):
    """All tries; one without an end was in flight when its worker died."""

    list_display = ("started_at", "delivery", "number", "ended_at", "error_class", "error_text")
    list_filter = ("error_class", ("ended_at", admin.EmptyFieldListFilter))
    list_select_related = ("delivery",)
    search_fields = ("error_text", "delivery__recipient__username")
    date_hierarchy = "started_at"
