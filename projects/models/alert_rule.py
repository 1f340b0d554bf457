"""When people are told of what is late, due, or will be late."""

import datetime

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models.project import Project
from projects.models.words import AlertKind


class AlertRule(models.Model):
    """When people are told; a row without project is the default that holds everywhere.

    `remind_from` is project-local wall time: the first message goes out at once, the daily
    reminder not before that hour. `slip_days` are calendar days: a finish expected later than
    that after its compared date will be late, and is told of again each time it gets later by
    more than as many days.
    """

    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="alert_rules",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=AlertKind.choices)
    enabled = models.BooleanField(_("enabled"), default=True)
    working_days_before = models.PositiveSmallIntegerField(
        _("working days before"), default=3, validators=[MaxValueValidator(250)]
    )
    slip_days = models.PositiveSmallIntegerField(
        _("expected late by more than (days)"),
        default=3,
        db_default=3,
        validators=[MaxValueValidator(3650)],
    )
    repeat_daily = models.BooleanField(_("repeat daily until signed"), default=True)
    remind_from = models.TimeField(_("remind from (local time)"), default=datetime.time(8, 0))

    class Meta:
        verbose_name = _("alert rule")
        verbose_name_plural = _("alert rules")
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("project", "kind"),
                condition=Q(project__isnull=False),
                name="one_alert_rule_per_kind",
            ),
            models.UniqueConstraint(
                fields=("kind",),
                condition=Q(project__isnull=True),
                name="one_default_alert_rule_per_kind",
            ),
        )

    def __str__(self) -> str:
        return f"{self.project_id or '*'} {self.kind}"
