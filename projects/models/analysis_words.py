"""The fixed vocabularies of risk analyses and levellings (product.md 2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AnalysisKind(models.TextChoices):
    """What a long computation looks for."""

    RISK = "risk", _("risk")
    LEVELLING = "levelling", _("levelling")


class LevellingMode(models.TextChoices):
    """What levelling may do where units are lacking."""

    EXTEND = "extend", _("the finish may move")
    SMOOTH = "smooth", _("within float")


class RangeUnit(models.TextChoices):
    """What the points of a range count."""

    PERCENT = "percent", _("percent of the duration")
    DAYS = "days", _("days")


class RangeShape(models.TextChoices):
    """How the durations within a range are distributed."""

    PERT = "pert", _("PERT")
    TRIANGULAR = "triangular", _("triangular")


class AnalysisState(models.TextChoices):
    """How far a long computation is; what a levelling proposes may be adopted into the plan."""

    WAITING = "waiting", _("waits")
    RUNNING = "running", _("runs")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")
    ADOPTED = "adopted", _("adopted")
