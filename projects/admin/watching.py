"""What shows whether the alerts themselves work: scans, alarms, accounts of the day, summaries."""

from django.contrib import admin

from projects.admin.base import ModelAdmin, Untouched
from projects.models import Reconciliation, ScannerRun, SummaryDelivery, WatchAlarm


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


@admin.register(ScannerRun)
class ScannerRunAdmin(Untouched, ModelAdmin[ScannerRun]):
    """Did the scan run, and what did it find."""

    list_display = (
        "finished_at",
        "started_at",
        "alerts_opened",
        "alerts_closed",
        "deliveries_made",
        "first_messages",
        "held",
    )
    list_filter = ("held",)
    date_hierarchy = "finished_at"


@admin.register(WatchAlarm)
class WatchAlarmAdmin(Untouched, ModelAdmin[WatchAlarm]):
    """Alarms about the alerts themselves."""

    list_display = ("raised_at", "about", "detail")
    list_filter = ("about",)
    search_fields = ("detail",)
    date_hierarchy = "hour"
