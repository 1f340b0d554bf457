"""What a schedule is computed from beside the plan itself, and what the computation says.

Computed instants are the engine's: whole minutes of the project's local wall time since
0001-01-01 (`scheduling.calendars.instants`), so that its answer survives to the minute; the API
shows their days. They are written by services.planning only and do not count as an edit of the row.
"""

import datetime
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models.light_rule import NAME_MOST
from projects.models.words import (
    UNDATED,
    CompareWith,
    Constraint,
    CriticalBy,
    PercentBasis,
    Profile,
    ProgressMode,
    QualityPolicy,
)
from scheduling.rules.light_rules import DAYS_LATE

DAYS_MAX = 36500
# dates that a plan can hold
PLAN_FROM = datetime.date(1900, 1, 1)
PLAN_TO = datetime.date(2999, 12, 31)


def dated(constraint: str, date: str, name: str) -> models.CheckConstraint:
    """Make the rule that a constraint has a date exactly when its kind needs one."""
    undated = models.Q(**{f"{constraint}__in": UNDATED})
    return models.CheckConstraint(
        condition=(undated & models.Q(**{f"{date}__isnull": True}))
        | (~undated & models.Q(**{f"{date}__isnull": False})),
        name=name,
    )


def _word(label: Any, words: type[models.TextChoices], default: str) -> Any:
    # the database's own default lets rows be written by SQL that does not know the column
    return models.CharField(
        label, max_length=20, choices=words.choices, default=default, db_default=default
    )


def _instant(label: Any) -> "models.BigIntegerField[int | None, int | None]":
    return models.BigIntegerField(label, null=True, editable=False)


def _in_days(minutes: str, label: Any) -> Any:
    return models.GeneratedField(
        expression=models.F(minutes) * 1.0 / models.F("day_minutes"),
        output_field=models.FloatField(label),
        db_persist=True,
        verbose_name=label,
    )


class Constrained(models.Model):
    """What a planner demands of an activity's dates, and how its progress is to be read.

    `levelled_start` is the instant before which the adopted levelling lets no work begin.
    """

    constraint = _word(_("constraint"), Constraint, Constraint.ASAP)
    constraint_date = models.DateField(_("constraint date"), null=True, blank=True)
    secondary_constraint = _word(_("second constraint"), Constraint, Constraint.ASAP)
    secondary_constraint_date = models.DateField(
        _("date of the second constraint"), null=True, blank=True
    )
    finish_by = models.DateField(_("contract finish"), null=True, blank=True)
    levelled_start = _instant(_("not before, by levelling"))
    percent_basis = _word(_("percent is"), PercentBasis, PercentBasis.DURATION)
    remaining_days = models.PositiveIntegerField(
        _("remaining (days)"), null=True, blank=True, validators=[MaxValueValidator(DAYS_MAX)]
    )
    suspended_on = models.DateField(_("suspended on"), null=True, blank=True)
    resumes_on = models.DateField(_("resumes on"), null=True, blank=True)
    compression_limit_days = models.PositiveIntegerField(
        _("can be shortened by (days)"),
        default=0,
        db_default=0,
        validators=[MaxValueValidator(DAYS_MAX)],
    )
    compression_cost_per_day = models.DecimalField(
        _("cost of a day less (yuan)"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )

    class Meta:
        abstract = True


class Computed(models.Model):
    """The computation's answer for one activity; empty until there is one.

    `forecast_*` are what is expected: actual where there is one, else early. Floats are minutes
    of the activity's own calendar; `*_days`, which the database keeps, are the same in days of
    `day_minutes`, as people call a day of that calendar.
    """

    early_start = _instant(_("early start"))
    early_finish = _instant(_("early finish"))
    late_start = _instant(_("late start"))
    late_finish = _instant(_("late finish"))
    forecast_start = _instant(_("expected start"))
    forecast_finish = _instant(_("expected finish"))
    total_float = _instant(_("total float (minutes)"))
    free_float = _instant(_("free float (minutes)"))
    day_minutes = models.PositiveSmallIntegerField(_("minutes of a day"), null=True, editable=False)
    total_float_days = _in_days("total_float", _("total float (days)"))
    free_float_days = _in_days("free_float", _("free float (days)"))
    is_critical = models.BooleanField(
        _("critical"), default=False, db_default=False, editable=False
    )
    is_near_critical = models.BooleanField(
        _("near-critical"), default=False, db_default=False, editable=False
    )

    is_provisional = models.BooleanField(
        _("rests on a forecast of holidays"), default=False, db_default=False, editable=False
    )

    class Meta:
        abstract = True


class ScheduleOptions(models.Model):
    """How a project's schedule is computed, and when it last was.

    Empty words and thresholds leave the choice to the profile. `computation` counts the
    computations; `schedule_problem` is the code of what keeps the plan from being computed
    while the last good schedule stays.
    """

    auto_schedule = models.BooleanField(
        _("compute with every change"), default=True, db_default=True
    )
    schedule_profile = _word(_("profile"), Profile, Profile.TOPOUT)
    progress_mode = models.CharField(
        _("progress"),
        max_length=20,
        choices=ProgressMode.choices,
        blank=True,
        default="",
        db_default="",
    )
    critical_by = models.CharField(
        _("critical by"),
        max_length=20,
        choices=CriticalBy.choices,
        blank=True,
        default="",
        db_default="",
    )
    critical_float_days = models.FloatField(
        _("critical up to (days of float)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-DAYS_MAX), MaxValueValidator(DAYS_MAX)],
    )
    near_critical_float_days = models.FloatField(
        _("near-critical up to (days of float)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-DAYS_MAX), MaxValueValidator(DAYS_MAX)],
    )
    quality_policy = _word(_("a bad plan"), QualityPolicy, QualityPolicy.WARN)
    # by the names of the engine's thresholds; what is not in it is as published
    quality_thresholds = models.JSONField(
        _("quality thresholds"), default=dict, db_default={}, blank=True
    )
    compare_with = _word(_("late against"), CompareWith, CompareWith.PLAN)
    light_rule = models.CharField(
        _("light rule"),
        max_length=NAME_MOST,
        default=DAYS_LATE.name,
        db_default=DAYS_LATE.name,
    )
    light_rule_version = models.PositiveIntegerField(
        _("version of the light rule"), default=1, db_default=1
    )
    computed_at = models.DateTimeField(_("computed"), null=True, blank=True, editable=False)
    computation = models.PositiveIntegerField(
        _("number of computations"), default=0, db_default=0, editable=False
    )
    schedule_problem = models.CharField(
        _("what keeps the plan from being computed"),
        max_length=40,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )

    class Meta:
        abstract = True
