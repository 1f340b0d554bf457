"""Watching the watcher: what the scanner did, and the alarms about the alerts themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    # the scan's instant, where it looked at the gaps in the progress: not every scan does
    gaps_at = models.DateTimeField(_("gaps looked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("scanner run")
        verbose_name_plural = _("scanner runs")
        ordering = ("-finished_at",)
        indexes = (
            models.Index(
                fields=("gaps_at",),
                condition=models.Q(gaps_at__isnull=False),
                name="scanner_run_by_gaps",
            ),
        )

    def __str__(self) -> str:
        return f"{self.finished_at:%Y-%m-%d %H:%M:%S}"


class WatchAlarm(models.Model):
    """An alarm about the alerts themselves; hour and subject make it unique.

    `about` is a code: `stale`, `storm`, `reconciliation`, `channel:` and its name. One subject
    must not silence another.
    """

    hour = models.DateTimeField(_("hour"))
    about = models.CharField(_("about"), max_length=40, default="stale")
    raised_at = models.DateTimeField(_("raised"))
    detail = models.CharField(_("detail"), max_length=500)

    class Meta:
        verbose_name = _("watch alarm")
        verbose_name_plural = _("watch alarms")
        constraints = (
            models.UniqueConstraint(fields=("hour", "about"), name="watch_alarm_once_an_hour"),
        )

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H} {self.about}"
