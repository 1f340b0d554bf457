"""When people are told of what is late, due, or will be late, and who after whom."""

import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from projects.models.alert_words import AlertKind, Channel, RecipientKind, Severity
from projects.models.contact import Contact
from projects.models.project import Project, Versioned
from projects.models.words import Role

LEVELS_MOST = 5
# office minutes: 250 days of eight hours
WAIT_MOST = 120_000

# what each kind looks at
THRESHOLDS = {
    AlertKind.DUE_SOON: "working_days_before",
    AlertKind.FORECAST_SLIP: "slip_days",
    AlertKind.START_MISSED: "start_days",
    AlertKind.CLAIMED: "claimed_days",
    AlertKind.NO_REPORT: "report_days",
    AlertKind.PROGRESS_GAP: "gap_points",
    AlertKind.STATUTORY: "statutory_days",
}


def validate_waits(waits: Any) -> None:
    """Refuse what is no list of waits; the first level is told at once."""
    known = isinstance(waits, list) and 1 <= len(waits) <= LEVELS_MOST
    if not known or not all(type(wait) is int and 0 <= wait <= WAIT_MOST for wait in waits):
        raise ValidationError(_("One to five whole numbers of office minutes."), code="no_waits")
    if waits[0]:
        raise ValidationError(_("The first level is told at once."), code="first_level_waits")


def waits_default() -> list[int]:
    """Return the first level at once, each of the two others after a day of the office's."""
    return [0, 480, 480]


def validate_channels(channels: Any) -> None:
    """Refuse what is no list of channels, each once."""
    known = isinstance(channels, list) and all(each in Channel.values for each in channels)
    if not known or len(set(channels)) != len(channels):
        raise ValidationError(_("A list of channels, each once."), code="no_channels")


class AlertRule(Versioned):
    """When people are told; a row without project is the default that holds everywhere.

    `waits` are by level, the first one first: how many office minutes nobody signed for the
    alert since the level before was told. `remind_from` is project-local wall time: the first
    message goes out at once, a reminder not before that hour; what is overdue, and a legal limit,
    is repeated every `repeat_days` days until somebody signs, 0 for never. Between `quiet_from`
    and `quiet_to` (local, over midnight where they run backwards) messages wait.

    `slip_days` are calendar days: a finish expected later than that after its compared date will
    be late, and is told of again each time it gets later by more than as many days. Each of the
    other thresholds is of the kind that it is named after: `start_days` are calendar days after
    the planned start, `claimed_days` and `report_days` are of 24 hours since a claim and since
    the last report.

    `channels` are the only ones that people are told by; empty leaves the choice to each of
    them.
    """

    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="alert_rules",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=AlertKind.choices)
    enabled = models.BooleanField(_("enabled"), default=True)
    working_days_before = models.PositiveSmallIntegerField(
        _("working days before"), default=3, validators=[MaxValueValidator(250)]
    )
    slip_days = models.PositiveSmallIntegerField(
        _("expected late by more than (days)"),
        default=3,
        db_default=3,
        validators=[MaxValueValidator(3650)],
    )
    start_days = models.PositiveSmallIntegerField(
        _("not started after (calendar days)"),
        default=3,
        db_default=3,
        validators=[MaxValueValidator(3650)],
    )
    claimed_days = models.PositiveSmallIntegerField(
        _("claimed without evidence for (days)"),
        default=3,
        db_default=3,
        validators=[MaxValueValidator(3650)],
    )
    report_days = models.PositiveSmallIntegerField(
        _("nothing reported for (days)"),
        default=7,
        db_default=7,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
    )
    gap_points = models.PositiveSmallIntegerField(
        _("behind by more than (percentage points)"),
        default=10,
        db_default=10,
        validators=[MaxValueValidator(99)],
    )
    statutory_days = models.PositiveSmallIntegerField(
        _("days left of a legal limit"),
        default=3,
        db_default=3,
        validators=[MaxValueValidator(250)],
        help_text=_("Counted as the limit is: working days, or calendar days."),
    )
    repeat_days = models.PositiveSmallIntegerField(
        _("repeat every (days)"),
        default=1,
        db_default=1,
        validators=[MaxValueValidator(365)],
        help_text=_("Of what is overdue or a legal limit, until somebody signs; 0 for never."),
    )
    remind_from = models.TimeField(_("remind from (local time)"), default=datetime.time(8, 0))
    quiet_from = models.TimeField(_("quiet from (local time)"), null=True, blank=True)
    quiet_to = models.TimeField(_("quiet until (local time)"), null=True, blank=True)
    waits = models.JSONField(
        _("waits (office minutes)"),
        default=waits_default,
        db_default=waits_default(),
        validators=[validate_waits],
    )

    severity = models.CharField(
        _("severity"),
        max_length=10,
        choices=Severity.choices,
        default=Severity.NORMAL,
        db_default=Severity.NORMAL,
    )
    channels = models.JSONField(
        _("channels"), default=list, db_default=[], blank=True, validators=[validate_channels]
    )

    class Meta:
        verbose_name = _("alert rule")
        verbose_name_plural = _("alert rules")
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("project", "kind"),
                condition=Q(project__isnull=False),
                name="one_alert_rule_per_kind",
            ),
            models.UniqueConstraint(
                fields=("kind",),
                condition=Q(project__isnull=True),
                name="one_default_alert_rule_per_kind",
            ),
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_to__isnull=True)
                | Q(quiet_from__isnull=False, quiet_to__isnull=False)
                & ~Q(quiet_from=F("quiet_to")),
                name="alert_rule_is_not_always_quiet",
                violation_error_message=_("Quiet hours have a beginning and another end."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.project_id or '*'} {self.kind}"


class AlertRecipient(models.Model):
    """Who is told at one level of a rule: everybody in the project whom the row describes.

    Levels count from 1. `unit` is compared with the unit of the membership. A `contact` of the
    project, a group's robot or a system, is told beside the people.
    """

    rule = models.ForeignKey(
        AlertRule,
        verbose_name=_("alert rule"),
        on_delete=models.CASCADE,
        related_name="recipients",
    )
    level = models.PositiveSmallIntegerField(
        _("level"), validators=[MinValueValidator(1), MaxValueValidator(LEVELS_MOST)]
    )
    whom = models.CharField(_("whom"), max_length=20, choices=RecipientKind.choices)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, blank=True)
    unit = models.CharField(_("unit"), max_length=200, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    contact = models.ForeignKey(
        Contact,
        verbose_name=_("contact"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("alert recipient")
        verbose_name_plural = _("alert recipients")
        ordering = ("rule_id", "level", "id")
        constraints = (
            models.CheckConstraint(
                condition=(
                    Q(whom=RecipientKind.ROLE, unit="", user=None, contact=None) & ~Q(role="")
                    | Q(whom=RecipientKind.UNIT, role="", user=None, contact=None) & ~Q(unit="")
                    | Q(whom=RecipientKind.USER, role="", unit="", contact=None) & ~Q(user=None)
                    | Q(whom=RecipientKind.CONTACT, role="", unit="", user=None) & ~Q(contact=None)
                    | ~Q(whom__in=("role", "unit", "user", "contact"))
                    & Q(role="", unit="", user=None, contact=None)
                ),
                name="alert_recipient_is_one",
                violation_error_message=_("A role, a unit, a user or a contact, as the kind says."),
            ),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=LEVELS_MOST), name="alert_level_in_range"
            ),
        )

    def __str__(self) -> str:
        return f"{self.level} {self.whom}"
