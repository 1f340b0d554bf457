"""Long computations of a plan, which a worker makes while nobody waits."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models.analysis_words import AnalysisKind, AnalysisState
from projects.models.project import Project


class Analysis(models.Model):
    """A risk analysis or a levelling that was asked for; the row is the truth, a job only works.

    `network` is the plan as it was asked about, in the engine's bytes, and `mark` says which plan
    that was. `request` and `answer` are JSON in UTF-8, and so are the `resources` of a levelling
    and the `ranges` that a risk analysis took from the project; `inputs` is a mark of plan,
    request and ranges together.
    A worker holds the row until `lease_until` (UTC); after that it is anybody's.
    """

    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="analyses"
    )
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=AnalysisKind.choices,
        default=AnalysisKind.RISK,
        db_default=AnalysisKind.RISK,
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=AnalysisState.choices,
        default=AnalysisState.WAITING,
    )
    progress = models.PositiveSmallIntegerField(
        _("percent"), default=0, validators=[MaxValueValidator(100)]
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    asked_at = models.DateTimeField(_("asked"))
    finished_at = models.DateTimeField(_("finished"), null=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(_("held until"), null=True)
    lease_token = models.UUIDField(_("held by"), null=True)
    mark = models.CharField(_("plan"), max_length=32)
    request = models.BinaryField(_("request"))
    network = models.BinaryField(_("network"))
    resources = models.BinaryField(_("resources"), null=True)
    ranges = models.BinaryField(_("ranges"), null=True)
    inputs = models.CharField(_("question"), max_length=32, blank=True, default="", db_default="")
    answer = models.BinaryField(_("answer"), null=True)
    problem = models.CharField(_("problem"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("analysis")
        verbose_name_plural = _("analyses")
        ordering = ("project_id", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("project",),
                condition=models.Q(state="adopted"),
                name="one_levelling_adopted",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="adopted") | models.Q(kind="levelling"),
                name="only_levellings_are_adopted",
            ),
        )
        indexes = (
            models.Index(
                fields=("lease_until",),
                condition=models.Q(state__in=("waiting", "running")),
                name="analysis_due",
            ),
        )

    def __str__(self) -> str:
        return f"{self.project_id}-{self.pk}"
