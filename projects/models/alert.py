"""Alerts and their deliveries: the state that Redis and Celery never hold (reliability.md 3)."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models.activity import Activity
from projects.models.one_project import OneProject
from projects.models.project import Project
from projects.models.words import AlertKind, Channel, ClosedWhy, DeliveryState, ErrorClass


class Alert(models.Model):
    """One thing that somebody must act on; unique while open, closed when it heals.

    `planned_finish` is the date that was compared when it opened: planned, or of the baseline.
    The project is a copy of the milestone's: one foreign key over both keeps it true and both
    alive. Its index is `alert_by_project`. `forecast_days_late` is
    what the plan expected when the alert opened, in calendar days after `planned_finish`.
    Everybody up to `level` of its rule is told; the next one at `climbs_at`, which a scan works out
    wherever it is empty: at the last level there is none. `climbed_at` is when the level began,
    empty for the first.
    `promised_until` is the last local day somebody asked for (承诺日期): until it is over nobody
    is reminded. Only the last promise stands here; all of them are `AlertEvent`s.
    """

    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.CASCADE,
        related_name="alerts",
        db_constraint=False,
        db_index=False,
    )
    milestone = models.ForeignKey(
        Activity,
        verbose_name=_("milestone"),
        on_delete=models.CASCADE,
        related_name="alerts",
        db_constraint=False,
    )
    kind = models.CharField(_("kind"), max_length=20, choices=AlertKind.choices)
    planned_finish = models.DateField(_("planned finish"))
    forecast_days_late = models.PositiveIntegerField(
        _("expected late by (days)"),
        default=0,
        db_default=0,
        help_text=_("Calendar days after the planned finish, when the alert opened."),
    )
    opened_at = models.DateTimeField(_("opened"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    acknowledged_at = models.DateTimeField(_("signed for"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("signed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    comment = models.TextField(_("comment"), blank=True, max_length=4000)
    closed_why = models.CharField(
        _("closed because"), max_length=10, choices=ClosedWhy.choices, blank=True, db_default=""
    )
    level = models.PositiveSmallIntegerField(_("level told"), default=1, db_default=1)
    climbed_at = models.DateTimeField(_("climbed"), null=True, blank=True)
    climbs_at = models.DateTimeField(_("climbs"), null=True, blank=True)
    promised_until = models.DateField(_("promised for"), null=True, blank=True)
    promised_at = models.DateTimeField(_("promised"), null=True, blank=True)
    promised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("promised by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ("-opened_at", "-id")
        constraints = (
            OneProject(field="milestone", name="alert_of_its_project"),
            models.UniqueConstraint(
                fields=("milestone", "kind"),
                condition=Q(closed_at__isnull=True),
                name="one_open_alert_per_milestone_and_kind",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="alert_is_signed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(
                    promised_until__isnull=True, promised_at__isnull=True, promised_by__isnull=True
                )
                | Q(
                    promised_until__isnull=False,
                    promised_at__isnull=False,
                    promised_by__isnull=False,
                ),
                name="alert_is_promised_by_someone",
            ),
        )
        indexes = (
            models.Index(fields=("project", "-opened_at", "-id"), name="alert_by_project"),
            models.Index(
                fields=("acknowledged_by",),
                condition=Q(acknowledged_by__isnull=False),
                name="alert_by_signer",
            ),
            models.Index(
                fields=("promised_by",),
                condition=Q(promised_by__isnull=False),
                name="alert_by_promiser",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.milestone_id}"


class AlertDelivery(models.Model):
    """Telling one person about one alert by one channel for one occurrence.

    `occurrence` is the project-local day of a daily reminder. The unique constraint, not a
    queue, is what keeps two scanners from telling anyone twice; it names the milestone and not
    the alert, so that an alert that heals and returns on one day does not repeat itself.
    A `reminder` repeats to a person what a delivery told him before; the others tell something
    new. `told_days_late` is what one about a finish that will be late says, in calendar days: it
    is told again only when it got worse. Times `next_at` and `lease_until` are UTC from the
    database's clock.

    Project and milestone are copies of the alert's, for scope and uniqueness. The foreign keys
    to the alert and from there to the milestone keep both alive, so the database does not check
    the copies: that is half of what a scan would wait for at its commit.
    """

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    alert = models.ForeignKey(
        Alert,
        verbose_name=_("alert"),
        on_delete=models.CASCADE,
        related_name="deliveries",
        db_index=False,
    )
    milestone = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    kind = models.CharField(_("kind"), max_length=20, choices=AlertKind.choices)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recipient"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    channel = models.CharField(_("channel"), max_length=20, choices=Channel.choices)
    occurrence = models.DateField(_("occurrence (local day)"))
    step = models.PositiveSmallIntegerField(_("escalation step"), default=1)
    reminder = models.BooleanField(_("reminder"), default=False)
    told_days_late = models.PositiveIntegerField(_("told as late by (days)"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=DeliveryState.choices, default=DeliveryState.PENDING
    )
    state_reason = models.CharField(_("reason"), max_length=60, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    max_attempts = models.PositiveSmallIntegerField(_("attempts allowed"), default=12)
    next_at = models.DateTimeField(_("next attempt"))
    deadline_at = models.DateTimeField(_("given up after"))
    lease_token = models.UUIDField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(_("lease until"), null=True, blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    body_text = models.TextField(_("text"), blank=True)
    message = models.BinaryField(_("message"), null=True, blank=True)
    message_sha256 = models.CharField(max_length=64, blank=True)
    last_error_class = models.CharField(
        _("last error"), max_length=20, choices=ErrorClass.choices, blank=True
    )
    last_error_text = models.CharField(_("last error text"), max_length=500, blank=True)
    may_be_repeat = models.BooleanField(_("may be a repeat"), default=False)
    created_at = models.DateTimeField(_("created"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("milestone", "recipient", "kind", "occurrence", "step", "channel"),
                name="delivery_once",
            ),
        )
        indexes = (
            models.Index(
                fields=("next_at", "id"),
                condition=Q(state__in=("pending", "sending")),
                name="delivery_due",
            ),
            models.Index(fields=("project", "-id"), name="delivery_by_project"),
            models.Index(fields=("alert", "recipient"), name="delivery_told"),
            # nearly always empty: what waits for an administrator
            models.Index(
                fields=("alert", "recipient"), condition=Q(state="held"), name="delivery_held"
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.channel} {self.state}"

    @property
    def dedupe_key(self) -> str:
        """The unique key as one word: a mail's Message-ID and a provider's idempotency key."""
        parts = (
            self.milestone_id,
            self.recipient_id,
            self.kind,
            self.occurrence.isoformat(),
            self.step,
            self.channel,
        )
        return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


class DeliveryAttempt(models.Model):
    """One try, written before it begins: after a crash it says which sends are in doubt."""

    delivery = models.ForeignKey(
        AlertDelivery,
        verbose_name=_("delivery"),
        on_delete=models.CASCADE,
        related_name="tries",
    )
    number = models.PositiveSmallIntegerField(_("number"))
    started_at = models.DateTimeField(_("started"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    error_class = models.CharField(
        _("error class"), max_length=20, choices=ErrorClass.choices, blank=True
    )
    error_text = models.CharField(_("error"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("delivery attempt")
        verbose_name_plural = _("delivery attempts")
        ordering = ("delivery_id", "number")
        constraints = (
            models.UniqueConstraint(fields=("delivery", "number"), name="attempt_number_once"),
        )

    def __str__(self) -> str:
        return f"{self.delivery_id} #{self.number}"


class ScannerRun(models.Model):
    """The end of one scan: what `/healthz/alerts` looks at."""

    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), db_index=True)
    alerts_opened = models.PositiveIntegerField(_("alerts opened"), default=0)
    alerts_closed = models.PositiveIntegerField(_("alerts closed"), default=0)
    deliveries_made = models.PositiveIntegerField(_("deliveries made"), default=0)
    # all that are no reminders: also of a finish that is expected later still
    first_messages = models.PositiveIntegerField(_("first messages among them"), default=0)
    held = models.BooleanField(_("storm brake"), default=False)

    class Meta:
        verbose_name = _("scanner run")
        verbose_name_plural = _("scanner runs")
        ordering = ("-finished_at",)

    def __str__(self) -> str:
        return f"{self.finished_at:%Y-%m-%d %H:%M:%S}"


class WatchAlarm(models.Model):
    """An alarm raised by a web process about the alerts themselves; the hour makes it unique."""

    hour = models.DateTimeField(_("hour"), unique=True)
    raised_at = models.DateTimeField(_("raised"))
    detail = models.CharField(_("detail"), max_length=500)

    class Meta:
        verbose_name = _("watch alarm")
        verbose_name_plural = _("watch alarms")

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H}"
