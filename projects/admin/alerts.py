"""Alert rules, alerts, deliveries and how their sending went."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from projects.admin.base import ModelAdmin, TabularInline, Untouched
from projects.models import (
    Alert,
    AlertDelivery,
    AlertEvent,
    AlertRecipient,
    AlertRule,
    DeliveryAttempt,
    ScannerRun,
    WatchAlarm,
)
from projects.services.alerts import (
    alert_rule_store,
    alert_rules_delete,
    deliveries_release,
    delivery_retry,
)


class RecipientInline(TabularInline[AlertRecipient, AlertRule]):
    """Who is told, level by level."""

    model = AlertRecipient
    extra = 0
    autocomplete_fields = ("user", "contact")


@admin.register(AlertRecipient)
class AlertRecipientAdmin(ModelAdmin[AlertRecipient]):
    """Who is told by which rule."""

    list_display = ("rule", "level", "whom", "role", "unit", "user")
    list_filter = ("whom", "role", "level")
    list_select_related = ("rule", "user")
    autocomplete_fields = ("rule", "user", "contact")
    search_fields = ("unit", "user__username", "rule__project__code")


@admin.register(AlertRule)
class AlertRuleAdmin(ModelAdmin[AlertRule]):
    """When people are told; a row without project holds everywhere."""

    list_display = (
        "kind",
        "project",
        "enabled",
        "working_days_before",
        "slip_days",
        "repeat_days",
        "waits",
    )
    list_filter = ("kind", "enabled")
    list_select_related = ("project",)
    search_fields = ("project__code", "project__name")
    autocomplete_fields = ("project",)
    inlines = (RecipientInline,)

    def save_model(self, request: HttpRequest, obj: AlertRule, form: Any, change: bool) -> None:  # noqa: ARG002 - Django's signature
        """Store; the deadlines that the rule decides follow."""
        alert_rule_store(rule=obj)

    def delete_model(self, request: HttpRequest, obj: AlertRule) -> None:  # noqa: ARG002 - as above
        """Remove the rule; its project falls back to the default."""
        alert_rules_delete(rules=[obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[AlertRule]) -> None:  # noqa: ARG002 - as above
        """Remove the selected rules at once."""
        alert_rules_delete(rules=queryset)


class DeliveryInline(Untouched, TabularInline[AlertDelivery, Alert]):
    """Who was told."""

    model = AlertDelivery
    extra = 0
    fields = ("recipient", "channel", "occurrence", "state", "state_reason", "attempts", "sent_at")


class EventInline(Untouched, TabularInline[AlertEvent, Alert]):
    """What was done about it."""

    model = AlertEvent
    extra = 0


@admin.register(Alert)
class AlertAdmin(Untouched, ModelAdmin[Alert]):
    """Alerts open and close by the scan, and are signed for on the board."""

    list_display = (
        "opened_at",
        "kind",
        "project",
        "milestone",
        "closed_at",
        "closed_why",
        "acknowledged_by",
        "promised_until",
    )
    list_filter = (
        "kind",
        "closed_why",
        ("closed_at", admin.EmptyFieldListFilter),
        ("acknowledged_at", admin.EmptyFieldListFilter),
    )
    list_select_related = ("project", "milestone", "acknowledged_by")
    search_fields = ("milestone__code", "milestone__name", "project__code", "comment")
    date_hierarchy = "opened_at"
    inlines = (EventInline, DeliveryInline)


@admin.register(AlertEvent)
class AlertEventAdmin(Untouched, ModelAdmin[AlertEvent]):
    """Promises, comments and climbs; written once."""

    list_display = ("at", "alert", "deed", "by", "until", "text")
    list_filter = ("deed",)
    list_select_related = ("alert", "by")
    search_fields = ("text", "by__username", "alert__project__code")
    date_hierarchy = "at"


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
    list_filter = ("state", "kind", "reminder", "last_error_class", "may_be_repeat")
    list_select_related = ("project", "milestone", "recipient")
    search_fields = ("recipient__username", "recipient__email", "milestone__name", "project__code")
    date_hierarchy = "created_at"
    inlines = (AttemptInline,)
    actions = ("release_held", "retry_dead")

    @admin.action(description=_("Release the selected held deliveries"))
    def release_held(self, request: HttpRequest, queryset: QuerySet[AlertDelivery]) -> None:
        """Let what the storm brake held go out."""
        ids = queryset.values_list("pk", flat=True)
        self._said(request, deliveries_release(ids=ids, now=timezone.now()))

    @admin.action(description=_("Try the selected dead letters again"))
    def retry_dead(self, request: HttpRequest, queryset: QuerySet[AlertDelivery]) -> None:
        """Give every selected delivery that was given up a new set of attempts."""
        ids = queryset.values_list("pk", flat=True)
        self._said(request, delivery_retry(ids=ids, now=timezone.now()))

    def _said(self, request: HttpRequest, count: int) -> None:
        text = ngettext("%d delivery is waiting again.", "%d deliveries are waiting again.", count)
        self.message_user(request, text % count, messages.SUCCESS)


@admin.register(DeliveryAttempt)
class DeliveryAttemptAdmin(Untouched, ModelAdmin[DeliveryAttempt]):
    """All tries; one without an end was in flight when its worker died."""

    list_display = ("started_at", "delivery", "number", "ended_at", "error_class", "error_text")
    list_filter = ("error_class", ("ended_at", admin.EmptyFieldListFilter))
    list_select_related = ("delivery",)
    search_fields = ("error_text", "delivery__recipient__username")
    date_hierarchy = "started_at"


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

    list_display = ("hour", "raised_at", "detail")
    search_fields = ("detail",)
    date_hierarchy = "hour"
