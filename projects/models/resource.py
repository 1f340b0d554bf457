"""Renewable resources: crews, cranes, formwork; how many there are when, and who needs them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models.activity import Activity
from projects.models.one_project import OneProject, in_project_once
from projects.models.project import Project, Stamped
from scheduling.kernel.pool import MOST_UNITS as UNITS_MAX


def _capacity() -> "models.PositiveIntegerField[int, int]":
    return models.PositiveIntegerField(_("capacity"), validators=[MaxValueValidator(UNITS_MAX)])


def _capacity_in_range(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(capacity__gte=0, capacity__lte=UNITS_MAX), name=name)


class Resource(Stamped):
    """Something of which only so many units can work at once, and which no work uses up.

    `capacity` is how many there are from the beginning on, until a `ResourceCapacity` says
    otherwise. Units are whole: whoever has half a crane counts in halves.
    """

    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.CASCADE,
        related_name="resources",
        db_index=False,
    )
    code = models.CharField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    capacity = _capacity()

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ("project_id", "id")
        constraints = (
            models.UniqueConstraint(fields=("project", "code"), name="resource_code_in_project"),
            in_project_once("resource_in_project"),
            _capacity_in_range("resource_capacity_in_range"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ResourceCapacity(models.Model):
    """From the start of a day (local) on there are so many units, until the next such row."""

    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="+"
    )
    resource = models.ForeignKey(
        Resource,
        verbose_name=_("resource"),
        on_delete=models.CASCADE,
        related_name="capacities",
        db_constraint=False,
    )
    since = models.DateField(_("since"))
    capacity = _capacity()

    class Meta:
        verbose_name = _("capacity of a resource")
        verbose_name_plural = _("capacities of resources")
        ordering = ("resource_id", "since")
        constraints = (
            models.UniqueConstraint(fields=("resource", "since"), name="one_capacity_since_a_day"),
            OneProject(field="resource", name="capacity_of_its_project"),
            _capacity_in_range("capacity_since_in_range"),
        )

    def __str__(self) -> str:
        return f"{self.since} {self.capacity}"


class Assignment(Stamped):
    """An activity needs so many units of a resource while its own calendar works.

    Both lie in `project`.
    """

    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.CASCADE,
        related_name="assignments",
        db_index=False,
    )
    activity = models.ForeignKey(
        Activity,
        verbose_name=_("activity"),
        on_delete=models.CASCADE,
        related_name="assignments",
        db_constraint=False,
        db_index=False,
    )
    resource = models.ForeignKey(
        Resource,
        verbose_name=_("resource"),
        on_delete=models.CASCADE,
        related_name="assignments",
        db_constraint=False,
    )
    units = models.PositiveIntegerField(
        _("units"), default=1, validators=[MinValueValidator(1), MaxValueValidator(UNITS_MAX)]
    )

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ("project_id", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("activity", "resource"), name="resource_once_an_activity"
            ),
            OneProject(field="activity", name="assignment_of_its_project"),
            OneProject(field="resource", name="assignment_to_its_project"),
            models.CheckConstraint(
                condition=Q(units__gte=1, units__lte=UNITS_MAX), name="assignment_units_in_range"
            ),
        )
        indexes = (models.Index(fields=("project", "id"), name="assignment_by_project"),)

    def __str__(self) -> str:
        return f"{self.activity_id} {self.units} × {self.resource_id}"
