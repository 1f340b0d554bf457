"""Alert rules, alerts and what was done about them."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from projects.admin.base import ModelAdmin, TabularInline, Untouched
from projects.models import (
    Alert,
    AlertDelivery,
    AlertEvent,
    AlertRecipient,
    AlertRule,
)
from projects.services.alerts import (
    alert_rule_store,
    alert_rules_delete,
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
        "start_days",
        "claimed_days",
        "report_days",
        "gap_points",
        "statutory_days",
        "severity",
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
