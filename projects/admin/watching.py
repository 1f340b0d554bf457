"""What shows whether the alerts themselves work: accounts of the day, summaries."""

from django.contrib import admin

from projects.admin.base import ModelAdmin, Untouched
from projects.models import Reconciliation, SummaryDelivery


@admin.register(Reconciliation)
class ReconciliationAdmin(Untouched, ModelAdmin[Reconciliation]):
    """The day's account; the differences are what is wrong."""

    list_display = (
        "day",
        "created",
        "sent",
        "dead",
        "cancelled",
        "held",
        "waiting",
        "difference",
    )
    date_hierarchy = "day"


@admin.register(SummaryDelivery)
class SummaryDeliveryAdmin(Untouched, ModelAdmin[SummaryDelivery]):
    """Daily summaries and weekly reports, and how their sending went."""

    list_display = (
        "day",
        "kind",
        "recipient",
        "project",
        "state",
        "attempts",
        "last_error_class",
        "sent_at",
    )
    list_filter = ("kind", "state", "last_error_class")
    list_select_related = ("recipient", "project")
    search_fields = ("recipient__username", "project__code")
    date_hierarchy = "day"
    exclude = ("message",)
