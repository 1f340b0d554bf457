"""Projects, their buildings, their members and their working calendars."""

import re
import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models.areas import AreaField
from projects.models.one_project import OneProject, in_project_once
from projects.models.ranges import RiskOptions, risk_constraints
from projects.models.scheduled import ScheduleOptions
from projects.models.words import Role, Works

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
REGION = re.compile(r"CN(-[A-Z]{2})?", re.ASCII)


def validate_time_zone(name: str) -> None:
    """Refuse a name that the time zone database does not know."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("Unknown time zone."), code="unknown_time_zone")


def validate_region(code: str) -> None:
    """Refuse what is no ISO 3166 code of China or of one of its provinces."""
    if not REGION.fullmatch(code):
        raise ValidationError(_("CN, or CN- and two letters."), code="unknown_region")


class Versioned(models.Model):
    """Time of the last change in UTC, and the version that `If-Match` compares."""

    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True


class Stamped(Versioned):
    """A versioned row that also knows when it was made."""

    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        abstract = True


class Project(ScheduleOptions, RiskOptions, Stamped):
    """A construction project: the unit of permission, of calendar and of time zone."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    client = models.CharField(_("client"), max_length=200, blank=True)
    contractor = models.CharField(_("contractor"), max_length=200, blank=True)
    supervisor = models.CharField(_("supervisor"), max_length=200, blank=True)
    authority = models.CharField(_("authority"), max_length=200, blank=True)
    investment_cny = models.DecimalField(
        _("total investment (yuan)"),
        max_digits=16,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    site_area_mu = models.DecimalField(
        _("site area (mu)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    region = models.CharField(
        _("region"),
        max_length=6,
        default="CN",
        db_default="CN",
        validators=[validate_region],
        help_text=_("Whose statutory clocks hold: CN, or a province such as CN-BJ (ISO 3166)."),
    )
    location = models.CharField(_("location"), max_length=200, blank=True)
    site_boundary = AreaField(_("site boundary"))
    notice = models.TextField(
        _("notice"),
        blank=True,
        max_length=4000,
        help_text=_("Shown beside the project, such as a source or 示例数据."),
    )
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="Asia/Shanghai", validators=[validate_time_zone]
    )
    data_date = models.DateField(_("data date"), null=True, blank=True)
    planned_start = models.DateField(_("planned start"), null=True, blank=True)
    must_finish_by = models.DateField(_("must finish by"), null=True, blank=True)
    calendar = models.ForeignKey(
        "projects.Calendar",
        verbose_name=_("calendar"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
    )

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(must_finish_by__isnull=True)
                | models.Q(planned_start__isnull=True)
                | models.Q(must_finish_by__gte=models.F("planned_start")),
                name="project_finish_not_before_start",
            ),
            *risk_constraints(),
            OneProject(field="calendar", project="id", name="project_by_a_calendar_of_its_own"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The zone that says what "today" is on site."""
        return zoneinfo.ZoneInfo(self.time_zone)


class Building(Stamped):
    """One building of a project (1#, 2#, 3#, 动力中心)."""

    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.CASCADE,
        related_name="buildings",
        db_index=False,
    )
    code = models.CharField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    floors = models.PositiveSmallIntegerField(
        _("floors"), null=True, blank=True, validators=[MaxValueValidator(300)]
    )
    gross_floor_area_m2 = models.DecimalField(
        _("gross floor area (m²)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    footprint = AreaField(_("footprint"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    works = models.CharField(
        _("fire safety"),
        max_length=10,
        choices=Works.choices,
        default=Works.ORDINARY,
        db_default=Works.ORDINARY,
    )

    class Meta:
        verbose_name = _("building")
        verbose_name_plural = _("buildings")
        ordering = ("project_id", "order", "id")
        constraints = (
            models.UniqueConstraint(fields=("project", "code"), name="building_code_in_project"),
            in_project_once("building_in_project"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Membership(Stamped):
    """A user's role in a project; the memberships are its task force (一项目一专班)."""

    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="memberships"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    unit = models.CharField(_("unit"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ("project_id", "id")
        constraints = (
            models.UniqueConstraint(fields=("project", "user"), name="one_membership_per_project"),
        )

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"


def office_hours() -> list[list[int]]:
    """Return 08:00-12:00 and 13:00-17:00, in minutes of the day."""
    return [[480, 720], [780, 1020]]


class Calendar(Stamped):
    """Which days are worked: a weekly pattern and dated exceptions that close or open a day.

    `shifts` are the working hours of a worked day, as minutes of the day; `weekday_shifts` those of
    worked weekdays that differ, by the weekday's English name. `seasons` are dated
    layers over all that, the later ones on top: `{name, first, last, worked}` closes or opens
    every day from first to last.
    """

    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.CASCADE,
        related_name="calendars",
        db_index=False,
    )
    name = models.CharField(_("name"), max_length=100)
    # bit 0 is Monday; 31 is Monday to Friday
    worked_weekdays = models.PositiveSmallIntegerField(
        _("worked weekdays"), default=31, validators=[MinValueValidator(1), MaxValueValidator(127)]
    )
    shifts = models.JSONField(_("shifts"), default=office_hours, db_default=office_hours())
    weekday_shifts = models.JSONField(
        _("shifts of some weekdays"), default=dict, db_default={}, blank=True
    )
    seasons = models.JSONField(_("seasons"), default=list, db_default=[], blank=True)

    class Meta:
        verbose_name = _("calendar")
        verbose_name_plural = _("calendars")
        ordering = ("project_id", "id")
        constraints = (
            models.UniqueConstraint(fields=("project", "name"), name="calendar_name_in_project"),
            in_project_once("calendar_in_project"),
            models.CheckConstraint(
                condition=models.Q(worked_weekdays__gte=1, worked_weekdays__lte=127),
                name="calendar_works_some_weekday",
            ),
        )

    def __str__(self) -> str:
        return self.name


class CalendarException(models.Model):
    """One dated day that the weekly pattern gets wrong: a holiday, or a make-up day.

    `shifts` are the hours of a worked one where they are not the calendar's.
    """

    calendar = models.ForeignKey(
        Calendar, verbose_name=_("calendar"), on_delete=models.CASCADE, related_name="exceptions"
    )
    date = models.DateField(_("date"))
    worked = models.BooleanField(_("worked"))
    name = models.CharField(_("name"), max_length=100, blank=True)
    shifts = models.JSONField(_("shifts"), null=True, blank=True)
    source_notice = models.CharField(_("source notice"), max_length=200, blank=True)
    provisional = models.BooleanField(_("provisional"), default=False)

    class Meta:
        verbose_name = _("calendar exception")
        verbose_name_plural = _("calendar exceptions")
        ordering = ("calendar_id", "date")
        constraints = (
            models.UniqueConstraint(fields=("calendar", "date"), name="one_exception_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.date} {self.name}"
