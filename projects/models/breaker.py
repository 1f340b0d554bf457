"""Channels that rest because their provider fails."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models.alert_words import Channel, ErrorClass
from projects.models.contact import Contact


class Breaker(models.Model):
    """Failures in a row of a channel, or of one contact of a channel without one provider.

    While `open_until` (UTC) is ahead nothing is tried; what is due waits without using up its
    tries. After it one message is let through to see. The row goes with the first success.
    """

    channel = models.CharField(_("channel"), max_length=20, choices=Channel.choices)
    contact = models.ForeignKey(
        Contact,
        verbose_name=_("contact"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    open_until = models.DateTimeField(_("rests until"), null=True, blank=True)
    last_error_class = models.CharField(
        _("last error"), max_length=20, choices=ErrorClass.choices, blank=True
    )
    last_error_text = models.CharField(_("last error text"), max_length=500, blank=True)
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("breaker")
        verbose_name_plural = _("breakers")
        ordering = ("channel", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("channel",), condition=Q(contact__isnull=True), name="breaker_of_a_channel"
            ),
            models.UniqueConstraint(
                fields=("contact",),
                condition=Q(contact__isnull=False),
                name="breaker_of_a_contact",
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel} {self.contact_id or '*'}"
