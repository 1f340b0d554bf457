"""What destinations were sent lately, for whoever wonders why a message waits."""

from django.contrib import admin

from projects.admin.base import ModelAdmin, Untouched
from projects.models import SendBudget


@admin.register(SendBudget)
class SendBudgetAdmin(Untouched, ModelAdmin[SendBudget]):
    """One row a destination, named by its hash."""

    list_display = ("destination",)
    search_fields = ("destination",)
