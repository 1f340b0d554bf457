"""What was done about an alert; written once and never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models.alert import Alert
from projects.models.alert_words import AlertDeed


class AlertEvent(models.Model):
    """One thing done about an alert, beside those that stand elsewhere.

    That it opened, was signed for and closed stands on the alert, who was told on its deliveries:
    `selectors.alert_life` makes one list of all. `until` is the promised local day, `level`
    the one that was climbed to, `why` the code of its reason. Append-only.
    """

    alert = models.ForeignKey(
        Alert, verbose_name=_("alert"), on_delete=models.CASCADE, related_name="events"
    )
    deed = models.CharField(_("what"), max_length=10, choices=AlertDeed.choices)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    level = models.PositiveSmallIntegerField(_("level told"), null=True, blank=True)
    why = models.CharField(_("reason"), max_length=20, blank=True)
    text = models.TextField(_("text"), blank=True, max_length=4000)
    until = models.DateField(_("promised for"), null=True, blank=True)

    class Meta:
        verbose_name = _("alert event")
        verbose_name_plural = _("alert events")
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(deed=AlertDeed.PROMISED, until__isnull=False)
                | ~Q(deed=AlertDeed.PROMISED) & Q(until__isnull=True),
                name="alert_event_promises_a_day",
            ),
            models.CheckConstraint(
                condition=Q(deed=AlertDeed.CLIMBED) | Q(by__isnull=False),
                name="alert_event_is_somebodys",
            ),
        )

    def __str__(self) -> str:
        return f"{self.alert_id} {self.deed}"
