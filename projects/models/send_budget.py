"""When a destination was sent to lately, so that a provider's limits are kept by all senders."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SendBudget(models.Model):
    """What one destination of a channel was sent lately.

    `destination` is a hash: addresses of robots are secrets. `taken` are the instants in
    milliseconds since 1970 (UTC), oldest first, as far back as the longest limit looks.
    """

    destination = models.CharField(_("destination (hash)"), max_length=64, unique=True)
    taken = models.JSONField(_("sent at (ms)"), default=list, blank=True)

    class Meta:
        verbose_name = _("send budget")
        verbose_name_plural = _("send budgets")
        ordering = ("id",)

    def __str__(self) -> str:
        return self.destination[:12]
