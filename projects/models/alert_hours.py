"""In which hours of the day a person wants to be told."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from projects.models.alert_words import Severity


class AlertHours(models.Model):
    """Messages of one severity wait outside these hours, as in quiet hours; no row: any hour.

    Local wall times of the project that a message is about; from later than to is over midnight.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="alert_hours",
    )
    severity = models.CharField(_("severity"), max_length=10, choices=Severity.choices)
    tell_from = models.TimeField(_("tell from"))
    tell_to = models.TimeField(_("tell until"))

    class Meta:
        verbose_name = _("alert hours")
        verbose_name_plural = _("alert hours")
        ordering = ("user_id", "severity")
        constraints = (
            models.UniqueConstraint(fields=("user", "severity"), name="alert_hours_once"),
            models.CheckConstraint(
                condition=~Q(tell_from=F("tell_to")), name="alert_hours_are_some"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.severity} {self.tell_from}-{self.tell_to}"
