"""What people reported, word for word; nothing here is ever edited."""

import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from projects.models.activity import Activity
from projects.models.one_project import OneProject
from projects.models.project import Project
from projects.models.words import ActivityState, Move

# when it was so: as the phone says that saw it, else when it arrived
SEEN_AT = Coalesce("observed_at", "reported_at")
# what arrived within it arrived at once, as far as a reader is concerned
AT_ONCE = datetime.timedelta(minutes=5)


class ProgressEntry(models.Model):
    """One report, claim, acceptance or step back; append-only.

    A correction is a new entry. `state_after` is the milestone's state once the entry was made.
    `reported_at` is when it arrived, `observed_at` when it was seen on site, where somebody said.
    """

    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="+"
    )
    activity = models.ForeignKey(
        Activity,
        verbose_name=_("activity"),
        on_delete=models.CASCADE,
        related_name="progress_entries",
        db_constraint=False,
    )
    move = models.CharField(_("move"), max_length=10, choices=Move.choices, default=Move.REPORT)
    state_after = models.CharField(
        _("state after"), max_length=10, choices=ActivityState.choices, blank=True
    )
    percent = models.DecimalField(
        _("percent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    remaining_days = models.PositiveIntegerField(
        _("remaining (days)"), null=True, blank=True, validators=[MaxValueValidator(36500)]
    )
    actual_start = models.DateField(_("actual start"), null=True, blank=True)
    actual_finish = models.DateField(_("actual finish"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=4000)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reported by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    observed_at = models.DateTimeField(_("seen on site"), null=True, blank=True)
    reported_at = models.DateTimeField(_("reported"))

    class Meta:
        verbose_name = _("progress entry")
        verbose_name_plural = _("progress entries")
        ordering = ("-reported_at", "-id")
        constraints = (
            OneProject(field="activity", name="progress_of_its_project"),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__gte=0, percent__lte=100),
                name="progress_percent_0_to_100",
            ),
            models.CheckConstraint(
                condition=~Q(move__in=(Move.REOPEN, Move.WITHDRAW)) | ~Q(note=""),
                name="step_back_gives_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(observed_at__isnull=True) | Q(observed_at__lte=F("reported_at")),
                name="seen_before_it_arrived",
            ),
        )
        indexes = (
            models.Index(fields=("project", "-reported_at", "-id"), name="progress_by_project"),
            models.Index(fields=("activity", "-reported_at", "-id"), name="progress_by_activity"),
        )

    def __str__(self) -> str:
        return f"{self.activity_id} {self.move} {self.reported_at:%Y-%m-%d}"

    @property
    def seen_at(self) -> datetime.datetime:
        """When it was so."""
        return self.observed_at or self.reported_at

    @property
    def is_late(self) -> bool:
        """Did it arrive so long after it was seen that a reader should know both?"""
        return self.reported_at - self.seen_at > AT_ONCE
