"""Logic between two activities of one project."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from projects.models.activity import Activity
from projects.models.one_project import OneProject
from projects.models.project import Project, Stamped
from projects.models.scheduled import DAYS_MAX
from projects.models.words import LagClock, LinkKind

PERCENT_MAX = 10_000


class Link(Stamped):
    """One relation of a pair; a pair may have one of each kind (SS and FF, say).

    `lag_days` are days of the calendar that counts the lag, negative for a lead; a day has as
    many minutes as that calendar works on one. `lag_percent` is a share of the predecessor's
    duration instead. Both ends lie in `project`.
    """

    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.CASCADE,
        related_name="links",
        db_index=False,
    )
    predecessor = models.ForeignKey(
        Activity,
        verbose_name=_("predecessor"),
        on_delete=models.CASCADE,
        related_name="links_out",
        db_constraint=False,
        db_index=False,
    )
    successor = models.ForeignKey(
        Activity,
        verbose_name=_("successor"),
        on_delete=models.CASCADE,
        related_name="links_in",
        db_constraint=False,
    )
    kind = models.CharField(_("kind"), max_length=2, choices=LinkKind.choices, default=LinkKind.FS)
    lag_days = models.DecimalField(
        _("lag (days)"),
        max_digits=9,
        decimal_places=4,
        default=0,
        validators=[MinValueValidator(-DAYS_MAX), MaxValueValidator(DAYS_MAX)],
    )
    lag_clock = models.CharField(
        _("lag counted by"), max_length=12, choices=LagClock.choices, default=LagClock.DEFAULT
    )
    lag_percent = models.DecimalField(
        _("lag (percent of the predecessor)"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(-PERCENT_MAX), MaxValueValidator(PERCENT_MAX)],
    )

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ("project_id", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("predecessor", "successor", "kind"), name="one_link_of_a_kind"
            ),
            OneProject(field="predecessor", name="link_from_its_project"),
            OneProject(field="successor", name="link_into_its_project"),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="link_joins_two_activities"
            ),
            models.CheckConstraint(
                condition=Q(lag_percent__isnull=True) | Q(lag_days=0),
                name="link_lag_in_days_or_percent",
            ),
        )
        indexes = (models.Index(fields=("project", "id"), name="link_by_project"),)

    def __str__(self) -> str:
        return f"{self.predecessor_id} {self.kind} {self.successor_id}"
