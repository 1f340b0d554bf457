"""When each building was expected to be finished, day by day: the past of a forecast."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models.project import Project


class ForecastDay(models.Model):
    """What the last computation of one of a project's days expected.

    `finishes` holds, by building id ("" for what belongs to none), the day on which the last
    milestone is expected. A day without a row is like the one before it: nothing was computed.
    """

    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="+"
    )
    day = models.DateField(_("day"))
    finishes = models.JSONField(_("expected finishes"), default=dict)

    class Meta:
        verbose_name = _("forecast of a day")
        verbose_name_plural = _("forecasts by day")
        ordering = ("project_id", "-day")
        constraints = (
            models.UniqueConstraint(fields=("project", "day"), name="one_forecast_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.project_id} {self.day}"
