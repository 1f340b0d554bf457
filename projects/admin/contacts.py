"""Where people and groups are told, and which channels rest."""

from django.contrib import admin

from projects.admin.base import ModelAdmin, Untouched
from projects.models import AlertHours, AlertRoute, Breaker, Contact, ContactCode, ContactNotice


@admin.register(Contact)
class ContactAdmin(Untouched, ModelAdmin[Contact]):
    """Addresses; their owners write and verify them, and nobody sees a secret here."""

    list_display = ("channel", "user", "project", "label", "verified_at", "broken_at")
    list_filter = ("channel", ("broken_at", admin.EmptyFieldListFilter))
    list_select_related = ("user", "project")
    search_fields = ("label", "user__username", "project__code")
    date_hierarchy = "created_at"
    exclude = ("value", "secret")


@admin.register(AlertRoute)
class AlertRouteAdmin(Untouched, ModelAdmin[AlertRoute]):
    """By what people chose to be told."""

    list_display = ("user", "severity", "rank", "channel", "contact")
    list_filter = ("severity", "channel")
    list_select_related = ("user", "contact")
    search_fields = ("user__username",)


@admin.register(Breaker)
class BreakerAdmin(Untouched, ModelAdmin[Breaker]):
    """Channels whose provider fails, and until when they rest."""

    list_display = ("channel", "contact", "failures", "open_until", "last_error_class")
    list_filter = ("channel", "last_error_class")
    list_select_related = ("contact",)
    search_fields = ("last_error_text",)
    date_hierarchy = "changed_at"


@admin.register(ContactCode)
class ContactCodeAdmin(Untouched, ModelAdmin[ContactCode]):
    """Codes that were sent to addresses, and how often somebody tried one."""

    list_display = ("contact", "sent_at", "tries")
    list_select_related = ("contact",)
    search_fields = ("contact__label", "contact__user__username")
    date_hierarchy = "sent_at"
    exclude = ("digest",)


@admin.register(ContactNotice)
class ContactNoticeAdmin(Untouched, ModelAdmin[ContactNotice]):
    """What people were told about changes of their addresses."""

    list_display = ("user", "event", "about", "channel", "created_at", "done_at", "error_text")
    list_filter = ("event", "channel", ("done_at", admin.EmptyFieldListFilter))
    list_select_related = ("user",)
    search_fields = ("user__username", "about")
    date_hierarchy = "created_at"
    exclude = ("value", "secret")


@admin.register(AlertHours)
class AlertHoursAdmin(Untouched, ModelAdmin[AlertHours]):
    """In which hours people chose to be told."""

    list_display = ("user", "severity", "tell_from", "tell_to")
    list_filter = ("severity",)
    list_select_related = ("user",)
    search_fields = ("user__username",)
