"""The last answer of a project's computation, as the API gave it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models.project import Project


class Computation(models.Model):
    """What the last computation said: dates, counts and what moved, as JSON in UTF-8 and zlib.

    Bytes and not a JSON column: nothing asks into it, and a large plan's answer is a megabyte.
    `network` is what was computed, in the engine's bytes (`scheduling.packed`), so that the next
    computation can say what moved through what.
    """

    project = models.OneToOneField(
        Project,
        verbose_name=_("project"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="+",
    )
    answer = models.BinaryField(_("answer"))
    network = models.BinaryField(_("network"), null=True)

    class Meta:
        verbose_name = _("computation")
        verbose_name_plural = _("computations")

    def __str__(self) -> str:
        return f"{self.project_id}"
