"""What people reported, word for word; nothing here is ever edited."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models.activity import Activity
from projects.models.one_project import OneProject
from projects.models.project import Project
from projects.models.words import ActivityState, Move


class ProgressEntry(models.Model):
    """One report, claim, acceptance or step back; append-only.

    A correction is a new entry. `state_after` is the milestone's state once the entry was made.
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
        )
        indexes = (
            models.Index(fields=("project", "-reported_at", "-id"), name="progress_by_project"),
            models.Index(fields=("activity", "-reported_at", "-id"), name="progress_by_activity"),
        )

    def __str__(self) -> str:
        return f"{self.activity_id} {self.move} {self.reported_at:%Y-%m-%d}"
