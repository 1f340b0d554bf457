"""Planned work; a milestone is an activity without duration."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from projects.models.asked_evidence import AskedEvidence
from projects.models.lateness import forecast_days_late
from projects.models.one_project import OneProject, in_project_once
from projects.models.project import Building, Calendar, Project, Stamped
from projects.models.ranges import Ranged, range_constraints
from projects.models.scheduled import Computed, Constrained, dated
from projects.models.words import (
    MILESTONE_KINDS,
    ActivityKind,
    ActivityState,
    DurationClock,
    EvidencePolicy,
    StatutoryStep,
)


class Activity(AskedEvidence, Constrained, Ranged, Computed, Stamped):
    """One line of the plan, as approved today, with what was reported of it.

    `planned_*` are the approved plan, `baseline_finish` is the finish frozen in the current
    baseline, and `compared_finish` is the one of the two that the project measures lateness from.
    `overdue_at` and `due_soon_at` are UTC instants derived from it, the project's zone and its
    calendar; services.planning keeps all of them true, so that every sweep and every filter is
    one indexed comparison with now. What the network says of the plan is `forecast_*`.
    """

    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.CASCADE,
        related_name="activities",
        db_index=False,
    )
    building = models.ForeignKey(
        Building,
        verbose_name=_("building"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        db_constraint=False,
    )
    code = models.CharField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    wbs = models.CharField(_("WBS"), max_length=100, blank=True)
    kind = models.CharField(
        _("kind"), max_length=24, choices=ActivityKind.choices, default=ActivityKind.TASK
    )
    calendar = models.ForeignKey(
        Calendar,
        verbose_name=_("calendar"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
    )
    duration_days = models.PositiveIntegerField(
        _("duration (days)"), default=0, validators=[MaxValueValidator(36500)]
    )
    duration_clock = models.CharField(
        _("days counted"),
        max_length=10,
        choices=DurationClock.choices,
        default=DurationClock.WORKING,
    )
    planned_start = models.DateField(_("planned start"), null=True, blank=True)
    planned_finish = models.DateField(_("planned finish"), null=True, blank=True)
    baseline_finish = models.DateField(_("baseline finish"), null=True, blank=True, editable=False)
    compared_finish = models.DateField(_("late after"), null=True, blank=True, editable=False)
    actual_start = models.DateField(_("actual start"), null=True, blank=True)
    actual_finish = models.DateField(_("actual finish"), null=True, blank=True)
    percent_complete = models.DecimalField(
        _("percent complete"),
        max_digits=5,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    weight = models.DecimalField(
        _("weight"), max_digits=9, decimal_places=3, default=1, validators=[MinValueValidator(0)]
    )
    budget_cny = models.DecimalField(
        _("budget (yuan)"),
        max_digits=16,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    actual_cost_cny = models.DecimalField(
        _("cost so far (yuan)"),
        max_digits=16,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    lead_unit = models.CharField(_("lead unit"), max_length=200, blank=True)
    supervising_unit = models.CharField(_("supervising unit"), max_length=200, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("responsible"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    evidence_policy = models.CharField(
        _("counts as reached"),
        max_length=10,
        choices=EvidencePolicy.choices,
        default=EvidencePolicy.EVIDENCED,
    )
    photos_required = models.PositiveSmallIntegerField(
        _("photos required"), default=1, validators=[MaxValueValidator(1000)]
    )
    statutory_step = models.CharField(
        _("before the law"),
        max_length=40,
        choices=StatutoryStep.choices,
        blank=True,
        default=StatutoryStep.NONE,
        db_default=StatutoryStep.NONE,
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ActivityState.choices,
        default=ActivityState.PLANNED,
        editable=False,
    )
    reached_at = models.DateTimeField(_("reached"), null=True, blank=True, editable=False)
    photo_count = models.PositiveIntegerField(_("photos"), default=0, db_default=0, editable=False)
    latest_photo = models.ForeignKey(
        "projects.Photo",
        verbose_name=_("latest photo"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        db_constraint=False,
    )
    overdue_at = models.DateTimeField(_("overdue from"), null=True, blank=True, editable=False)
    due_soon_at = models.DateTimeField(_("due soon from"), null=True, blank=True, editable=False)
    forecast_days_late = forecast_days_late()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ("project_id", "id")
        constraints = (
            models.UniqueConstraint(fields=("project", "code"), name="activity_code_in_project"),
            in_project_once("activity_in_project"),
            OneProject(field="building", name="activity_of_a_building_of_its_project"),
            OneProject(field="calendar", name="activity_by_a_calendar_of_its_project"),
            OneProject(field="latest_photo", name="activity_seen_in_its_project"),
            models.CheckConstraint(
                condition=Q(percent_complete__gte=0, percent_complete__lte=100),
                name="activity_percent_0_to_100",
            ),
            models.CheckConstraint(
                condition=Q(planned_start__isnull=True)
                | Q(planned_finish__isnull=True)
                | Q(planned_finish__gte=F("planned_start")),
                name="activity_planned_finish_not_before_start",
            ),
            models.CheckConstraint(
                condition=Q(actual_start__isnull=True)
                | Q(actual_finish__isnull=True)
                | Q(actual_finish__gte=F("actual_start")),
                name="activity_actual_finish_not_before_start",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=MILESTONE_KINDS) | Q(duration_days=0),
                name="milestone_has_no_duration",
            ),
            models.CheckConstraint(
                condition=Q(compared_finish__isnull=True, overdue_at__isnull=True)
                | Q(compared_finish__isnull=False, overdue_at__isnull=False),
                name="activity_overdue_at_follows_compared_finish",
            ),
            dated("constraint", "constraint_date", "activity_constraint_dated"),
            dated(
                "secondary_constraint",
                "secondary_constraint_date",
                "activity_second_constraint_dated",
            ),
            models.CheckConstraint(
                condition=Q(suspended_on__isnull=True)
                | Q(resumes_on__isnull=True)
                | Q(resumes_on__gte=F("suspended_on")),
                name="activity_resumes_after_its_suspension",
            ),
            *range_constraints(),
        )
        indexes = (
            models.Index(
                fields=("overdue_at",),
                condition=Q(reached_at__isnull=True),
                name="activity_open_overdue",
            ),
            models.Index(
                fields=("due_soon_at",),
                condition=Q(reached_at__isnull=True),
                name="activity_open_due_soon",
            ),
            models.Index(
                fields=("overdue_at",),
                condition=Q(reached_at__isnull=True, forecast_days_late__gt=0),
                name="activity_open_slipping",
            ),
            models.Index(
                fields=("planned_start",),
                condition=Q(
                    kind=ActivityKind.TASK, reached_at__isnull=True, actual_start__isnull=True
                ),
                name="activity_not_started",
            ),
            models.Index(
                fields=("actual_start",),
                condition=Q(
                    kind=ActivityKind.TASK, reached_at__isnull=True, actual_start__isnull=False
                ),
                name="activity_in_progress",
            ),
            models.Index(
                fields=("project",),
                condition=Q(state=ActivityState.CLAIMED, reached_at__isnull=True),
                name="activity_only_claimed",
            ),
            models.Index(
                fields=("project",),
                condition=Q(reached_at__isnull=True) & ~Q(statutory_step=StatutoryStep.NONE),
                name="activity_open_before_the_law",
            ),
            models.Index(
                fields=("project", "building"),
                condition=Q(kind=ActivityKind.TASK, planned_start__isnull=False),
                name="activity_of_progress",
            ),
            models.Index(fields=("project", "planned_finish", "id"), name="activity_by_finish"),
            models.Index(
                fields=("project", "state", "planned_finish", "id"), name="activity_by_state"
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def is_milestone(self) -> bool:
        """Has the activity no duration?"""
        return self.kind in MILESTONE_KINDS


class MilestoneManager(models.Manager["Milestone"]):
    """Shows milestones only."""

    def get_queryset(self) -> models.QuerySet["Milestone"]:
        """Leave out activities with a duration."""
        return super().get_queryset().filter(kind__in=MILESTONE_KINDS)


class Milestone(Activity):
    """An activity of zero duration: a start, a finish or an inspection."""

    objects: ClassVar[MilestoneManager] = MilestoneManager()

    class Meta:
        proxy = True
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
