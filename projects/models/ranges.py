"""How far an activity's duration may differ from the plan, as its planner keeps it."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from projects.models.analysis_words import RangeShape, RangeUnit
from projects.models.scheduled import DAYS_MAX
from projects.models.words import ActivityKind

PERCENT_MAX = 10_000
POINTS = ("range_low", "range_likely", "range_high")
# what a planner keeps of how an activity's duration varies
RANGE_NAMES = (*POINTS, "range_counted_in", "range_shape", "risk_group")
NO_RANGE = Q(**{f"{name}__isnull": True for name in POINTS})
# said aloud, because a database takes a comparison with nothing for kept
WHOLE_RANGE = Q(**{f"{name}__isnull": False for name in POINTS})


def _point(label: Any) -> "models.FloatField[float | None, float | None]":
    # a database's NaN lies above every bound, so that the constraint refuses it
    return models.FloatField(
        label,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(DAYS_MAX)],
    )


class Ranged(models.Model):
    """A three-point estimate of the whole duration, all three of it or none.

    The points are percent of the duration or days of the activity's own clock, as
    `range_counted_in` says; of started work what remains varies in the same proportion. What
    shares a `risk_group` in a project is late together.
    """

    range_low = _point(_("at best"))
    range_likely = _point(_("most likely"))
    range_high = _point(_("at worst"))
    range_counted_in = models.CharField(
        _("range in"),
        max_length=10,
        choices=RangeUnit.choices,
        default=RangeUnit.PERCENT,
        db_default=RangeUnit.PERCENT,
    )
    range_shape = models.CharField(
        _("shape of the range"),
        max_length=12,
        choices=RangeShape.choices,
        default=RangeShape.PERT,
        db_default=RangeShape.PERT,
    )
    risk_group = models.CharField(
        _("late together with"), max_length=40, blank=True, default="", db_default=""
    )

    class Meta:
        abstract = True


def range_constraints() -> tuple[models.CheckConstraint, ...]:
    """Make the rules of `Ranged`: points that rise within bounds, and only work varies."""
    bounded = Q(range_counted_in=RangeUnit.PERCENT, range_high__lte=PERCENT_MAX) | Q(
        range_counted_in=RangeUnit.DAYS, range_high__lte=DAYS_MAX
    )
    rising = Q(
        range_low__gte=0, range_low__lte=F("range_likely"), range_likely__lte=F("range_high")
    )
    return (
        models.CheckConstraint(
            condition=NO_RANGE | (WHOLE_RANGE & rising & Q(range_high__gt=0) & bounded),
            name="activity_range_rises",
        ),
        models.CheckConstraint(
            condition=NO_RANGE | Q(kind=ActivityKind.TASK), name="only_tasks_have_a_range"
        ),
    )


class RiskOptions(models.Model):
    """How a project's work varies where an activity keeps no range of its own.

    `risk_low` and `risk_high` are percent of the duration, both or neither; the most likely is the
    duration itself. `risk_correlation` is that of any two activities of one `risk_group`, 0 to 1.
    """

    risk_low = models.FloatField(
        _("durations at best (percent)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    risk_high = models.FloatField(
        _("durations at worst (percent)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(100), MaxValueValidator(PERCENT_MAX)],
    )
    risk_correlation = models.FloatField(
        _("correlation within a group"),
        default=0.5,
        db_default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )

    class Meta:
        abstract = True


def risk_constraints() -> tuple[models.CheckConstraint, ...]:
    """Make the rules of `RiskOptions`."""
    unsaid = Q(risk_low__isnull=True, risk_high__isnull=True)
    said = Q(
        risk_low__isnull=False,
        risk_low__gte=0,
        risk_low__lte=100,
        risk_high__isnull=False,
        risk_high__gte=100,
        risk_high__lte=PERCENT_MAX,
    )
    return (
        models.CheckConstraint(condition=unsaid | said, name="project_risk_around_the_plan"),
        models.CheckConstraint(
            condition=Q(risk_correlation__gte=0, risk_correlation__lte=1),
            name="project_risk_correlation_0_to_1",
        ),
    )
