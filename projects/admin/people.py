"""Users, their memberships and their API tokens."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from projects.admin.base import ModelAdmin, TabularInline, Untouched, next_version
from projects.models import AuthToken, IdempotencyKey, Membership, User


class MembershipInline(TabularInline[Membership, User]):
    """A user's roles."""

    model = Membership
    extra = 0
    autocomplete_fields = ("project",)
    fields = ("project", "role", "unit")


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg] # Django's class takes no parameter
    """Accounts with the language in which they are told things."""

    list_display = ("username", "email", "display_name", "language", "is_active", "is_superuser")
    list_filter = ("is_active", "is_superuser", "is_staff", "language")
    search_fields = ("username", "email", "first_name", "last_name")
    date_hierarchy = "date_joined"
    fieldsets = (
        *(UserAdmin.fieldsets or ()),
        (_("Alerts"), {"fields": ("language", "daily_summary_at", "weekly_report")}),
    )
    add_fieldsets = (
        *UserAdmin.add_fieldsets,
        (_("Alerts"), {"classes": ("wide",), "fields": ("email", "language")}),
    )
    inlines = (MembershipInline,)


@admin.register(Membership)
class MembershipAdmin(ModelAdmin[Membership]):
    """Who belongs to which task force."""

    list_display = ("project", "user", "role", "unit")
    list_display_links = ("project", "user")
    list_filter = ("role",)
    list_select_related = ("project", "user")
    search_fields = ("project__code", "project__name", "user__username", "unit")
    autocomplete_fields = ("project", "user")
    date_hierarchy = "created_at"

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        """Store and count the edit."""
        if change:
            next_version(obj)
        super().save_model(request, obj, form, change)


if admin.site.is_registered(AuthToken):
    admin.site.unregister(AuthToken)  # knox's own page lets one type a digest


@admin.register(AuthToken)
class AuthTokenAdmin(Untouched, ModelAdmin[AuthToken]):
    """Tokens are seen and revoked here, never made: the secret is shown only by the API."""

    list_display = ("name", "user", "token_key", "created", "expiry", "last_used_at")
    list_select_related = ("user",)
    search_fields = ("name", "user__username", "token_key")
    date_hierarchy = "created"
    fields = ("name", "user", "token_key", "created", "expiry", "last_used_at")

    def has_delete_permission(self, request: HttpRequest, *_args: Any) -> bool:
        """Deleting a token revokes it."""
        return request.user.is_active


@admin.register(IdempotencyKey)
class IdempotencyKeyAdmin(Untouched, ModelAdmin[IdempotencyKey]):
    """Answers kept for repeated writes."""

    list_display = ("key", "user", "status", "created_at")
    list_select_related = ("user",)
    search_fields = ("key", "user__username")
    date_hierarchy = "created_at"
    fields = ("key", "user", "fingerprint", "status", "created_at")
