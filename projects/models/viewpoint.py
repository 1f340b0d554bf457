"""From where a building is photographed again and again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models.one_project import OneProject, in_project_once
from projects.models.project import Building, Project


class Viewpoint(models.Model):
    """Photos of a building from one place, in one direction, that look alike.

    The id is stable: photos join it, nothing is ever grouped anew. Place and direction are those
    of the first photo that had them; `direction_deg` counts clockwise from north.
    """

    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="viewpoints"
    )
    building = models.ForeignKey(
        Building,
        verbose_name=_("building"),
        on_delete=models.CASCADE,
        related_name="viewpoints",
        db_constraint=False,
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    direction_deg = models.FloatField(_("direction (degrees)"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"))

    class Meta:
        verbose_name = _("viewpoint")
        verbose_name_plural = _("viewpoints")
        ordering = ("building_id", "id")
        constraints = (
            in_project_once("viewpoint_in_project"),
            OneProject(field="building", name="viewpoint_of_a_building_of_its_project"),
        )

    def __str__(self) -> str:
        return f"{self.building_id} {self.pk}"
