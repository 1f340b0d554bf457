"""Baselines: approved, frozen copies of a computed plan."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models.activity import Activity
from projects.models.one_project import OneProject, in_project_once
from projects.models.project import Project, Stamped
from projects.models.words import ActivityKind


class Baseline(Stamped):
    """A frozen copy of a project's plan; one of them is the one that the plan is held against.

    Only its name, its note and whether it is current may change. `network` is the plan with its
    logic and calendars in the engine's bytes (`scheduling.packed`): a holiday announced later does
    not move what was approved. `finish` is the project's, in minutes of local wall time as all
    computed instants are.
    """

    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.CASCADE,
        related_name="baselines",
        db_index=False,
    )
    name = models.CharField(_("name"), max_length=100)
    note = models.TextField(_("note"), blank=True, max_length=4000)
    taken_at = models.DateTimeField(_("taken"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    data_date = models.DateField(_("data date"), null=True)
    is_current = models.BooleanField(_("current"), default=False)
    computation = models.PositiveIntegerField(_("number of computations"))
    finish = models.BigIntegerField(_("finish"))
    network = models.BinaryField(_("network"))

    class Meta:
        verbose_name = _("baseline")
        verbose_name_plural = _("baselines")
        ordering = ("project_id", "id")
        constraints = (
            models.UniqueConstraint(fields=("project", "name"), name="baseline_name_in_project"),
            in_project_once("baseline_in_project"),
            models.UniqueConstraint(
                fields=("project",),
                condition=models.Q(is_current=True),
                name="one_current_baseline",
            ),
        )

    def __str__(self) -> str:
        return self.name


class BaselineActivity(models.Model):
    """One line of a baseline; instants are minutes of local wall time.

    The code and the names stay when the activity itself is removed from the plan.
    """

    baseline = models.ForeignKey(
        Baseline,
        verbose_name=_("baseline"),
        on_delete=models.CASCADE,
        related_name="activities",
        db_constraint=False,
    )
    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="+"
    )
    activity = models.ForeignKey(
        Activity,
        verbose_name=_("activity"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_constraint=False,
    )
    # the engine's number in `Baseline.network`, which is the activity's id
    number = models.BigIntegerField(_("number"))
    code = models.CharField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=24, choices=ActivityKind.choices)
    start = models.BigIntegerField(_("start"))
    finish = models.BigIntegerField(_("finish"))
    weight = models.DecimalField(_("weight"), max_digits=9, decimal_places=3)
    budget_cny = models.DecimalField(_("budget (yuan)"), max_digits=16, decimal_places=2, null=True)

    class Meta:
        verbose_name = _("baseline activity")
        verbose_name_plural = _("baseline activities")
        ordering = ("baseline_id", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("baseline", "number"), name="activity_once_in_baseline"
            ),
            OneProject(field="baseline", name="baseline_line_of_its_project"),
            OneProject(field="activity", name="baseline_activity_of_its_project"),
        )

    def __str__(self) -> str:
        return self.code
