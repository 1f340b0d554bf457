"""Django's admin for everything that is stored: searchable, thin, its actions call services."""

from django.contrib import admin

from projects.admin import (
    alerts,
    contacts,
    deliveries,
    light_rules,
    people,
    photos,
    plan,
    reports,
    resources,
    schedule,
    send_budgets,
    uploads,
    watching,
)

__all__ = [
    "alerts",
    "contacts",
    "deliveries",
    "light_rules",
    "people",
    "photos",
    "plan",
    "reports",
    "resources",
    "schedule",
    "send_budgets",
    "uploads",
    "watching",
]

admin.site.site_header = "Topout · 封顶"
admin.site.site_title = "Topout"
admin.site.index_title = "Topout · 封顶"
