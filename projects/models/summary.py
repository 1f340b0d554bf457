"""Summaries: one mail a person and day, one a person, project and week."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models.alert_words import DeliveryState, ErrorClass, SummaryKind
from projects.models.project import Project


class SummaryDelivery(models.Model):
    """A daily summary to one person, or a project's weekly report to one person.

    `day` is the local day in `time_zone`; of a weekly report its Monday. The unique constraints
    keep two summarizers from telling anyone twice, also when a time zone is changed on the day.
    It tells what happened from `since` on. Lease and tries are as of alerts
    (`AlertDelivery`); what is written is kept until it is taken. Times are UTC.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=SummaryKind.choices)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recipient"),
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
    )
    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    day = models.DateField(_("local day"))
    time_zone = models.CharField(_("time zone"), max_length=64)
    since = models.DateTimeField(_("tells from"))
    state = models.CharField(
        _("state"), max_length=12, choices=DeliveryState.choices, default=DeliveryState.PENDING
    )
    state_reason = models.CharField(_("reason"), max_length=60, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_at = models.DateTimeField(_("next attempt"))
    deadline_at = models.DateTimeField(_("given up after"))
    lease_token = models.UUIDField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(_("lease until"), null=True, blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    body_text = models.TextField(_("text"), blank=True)
    message = models.BinaryField(_("message"), null=True, blank=True)
    may_be_repeat = models.BooleanField(_("may be a repeat"), default=False)
    last_error_class = models.CharField(
        _("last error"), max_length=20, choices=ErrorClass.choices, blank=True
    )
    last_error_text = models.CharField(_("last error text"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("created"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("summary")
        verbose_name_plural = _("summaries")
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("recipient", "day"),
                condition=Q(kind=SummaryKind.DAILY),
                name="summary_once_a_day",
            ),
            models.UniqueConstraint(
                fields=("recipient", "project", "day"),
                condition=Q(kind=SummaryKind.WEEKLY),
                name="summary_once_a_week",
            ),
            models.CheckConstraint(
                condition=Q(kind=SummaryKind.DAILY, project__isnull=True)
                | Q(kind=SummaryKind.WEEKLY, project__isnull=False),
                name="summary_of_a_day_or_a_project",
            ),
        )
        indexes = (
            models.Index(
                fields=("next_at", "id"),
                condition=Q(state__in=("pending", "sending")),
                name="summary_due",
            ),
            models.Index(fields=("recipient", "kind", "-day"), name="summary_by_recipient"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.recipient_id} {self.day}"

    @property
    def key(self) -> str:
        """What makes it the only one, as one word: the same Message-ID in every try."""
        parts = (self.kind, self.recipient_id, self.project_id or "", self.day.isoformat())
        return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()
