"""Alerts: the state that Redis and Celery never hold (reliability.md 3)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models.activity import Activity
from projects.models.alert_words import AlertKind, ClosedWhy
from projects.models.one_project import OneProject
from projects.models.project import Project


class Alert(models.Model):
    """One thing that somebody must act on; unique while open, closed when it heals.

    `planned_finish` is the date that was compared when it opened: planned, or of the baseline; of
    what has not started the planned start, of a claim the day it names, of what nobody reports on
    the day on which it started, of a legal limit its last day. `milestone` may then be an activity
    with a duration. A gap in the progress is a building's: it stands at its next open milestone,
    with the `points_behind` that were found when it opened.
    The project is a copy of the milestone's: one foreign key over both keeps it true and both
    alive. Its index is `alert_by_project`. `forecast_days_late` is
    what the plan expected when the alert opened, in calendar days after `planned_finish`.
    Everybody up to `level` of its rule is told; the next one at `climbs_at`, which a scan works out
    wherever it is empty: at the last level there is none. `climbed_at` is when the level began,
    empty for the first.
    `promised_until` is the last local day somebody asked for (承诺日期): until it is over nobody
    is reminded. Only the last promise stands here; all of them are `AlertEvent`s.
    """

    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.CASCADE,
        related_name="alerts",
        db_constraint=False,
        db_index=False,
    )
    milestone = models.ForeignKey(
        Activity,
        verbose_name=_("milestone"),
        on_delete=models.CASCADE,
        related_name="alerts",
        db_constraint=False,
    )
    kind = models.CharField(_("kind"), max_length=20, choices=AlertKind.choices)
    planned_finish = models.DateField(_("planned finish"))
    forecast_days_late = models.PositiveIntegerField(
        _("expected late by (days)"),
        default=0,
        db_default=0,
        help_text=_("Calendar days after the planned finish, when the alert opened."),
    )
    points_behind = models.DecimalField(
        _("percentage points behind"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    opened_at = models.DateTimeField(_("opened"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    acknowledged_at = models.DateTimeField(_("signed for"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("signed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    comment = models.TextField(_("comment"), blank=True, max_length=4000)
    closed_why = models.CharField(
        _("closed because"), max_length=10, choices=ClosedWhy.choices, blank=True, db_default=""
    )
    level = models.PositiveSmallIntegerField(_("level told"), default=1, db_default=1)
    climbed_at = models.DateTimeField(_("climbed"), null=True, blank=True)
    climbs_at = models.DateTimeField(_("climbs"), null=True, blank=True)
    promised_until = models.DateField(_("promised for"), null=True, blank=True)
    promised_at = models.DateTimeField(_("promised"), null=True, blank=True)
    promised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("promised by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ("-opened_at", "-id")
        constraints = (
            OneProject(field="milestone", name="alert_of_its_project"),
            models.UniqueConstraint(
                fields=("milestone", "kind"),
                condition=Q(closed_at__isnull=True),
                name="one_open_alert_per_milestone_and_kind",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="alert_is_signed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(
                    promised_until__isnull=True, promised_at__isnull=True, promised_by__isnull=True
                )
                | Q(
                    promised_until__isnull=False,
                    promised_at__isnull=False,
                    promised_by__isnull=False,
                ),
                name="alert_is_promised_by_someone",
            ),
        )
        indexes = (
            models.Index(fields=("project", "-opened_at", "-id"), name="alert_by_project"),
            models.Index(
                fields=("acknowledged_by",),
                condition=Q(acknowledged_by__isnull=False),
                name="alert_by_signer",
            ),
            models.Index(
                fields=("promised_by",),
                condition=Q(promised_by__isnull=False),
                name="alert_by_promiser",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.milestone_id}"
