"""Deliveries of alerts: who is told, by what, and what became of it."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models.activity import Activity
from projects.models.alert import Alert
from projects.models.alert_words import AlertKind, Channel, DeliveryState, ErrorClass
from projects.models.contact import Contact
from projects.models.project import Project
from projects.models.user import User


class AlertDelivery(models.Model):
    """Telling one person, or one group, about one alert by one channel for one occurrence.

    `occurrence` is the project-local day of a daily reminder. The unique constraints, not a
    queue, are what keeps two scanners from telling anyone twice; they name the milestone and not
    the alert, so that an alert that heals and returns on one day does not repeat itself; and no
    channel: whoever chooses another one meanwhile is told once. `turn` counts the channels that
    were tried for one telling: 0 is the scan's, a next one takes over from a refused one.
    `contact` is the address; empty for the account's own e-mail, and for the inbox. A delivery
    without recipient is a project's contact's. With `digest` it is told in that one's message,
    and what becomes of that becomes of it.
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
        null=True,
        blank=True,
        related_name="+",
    )
    contact = models.ForeignKey(
        Contact,
        verbose_name=_("contact"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    turn = models.PositiveSmallIntegerField(_("turn"), default=0, db_default=0)
    digest = models.ForeignKey(
        "self",
        verbose_name=_("digest"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="members",
        db_index=False,
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
    provider_id = models.CharField(_("provider's id"), max_length=200, blank=True, db_default="")
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
                fields=("milestone", "recipient", "kind", "occurrence", "step", "turn"),
                condition=Q(recipient__isnull=False),
                name="delivery_once",
            ),
            models.UniqueConstraint(
                fields=("milestone", "contact", "kind", "occurrence", "step"),
                condition=Q(recipient__isnull=True),
                name="delivery_once_a_group",
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
            models.Index(
                fields=("contact",),
                condition=Q(contact__isnull=False),
                name="delivery_by_contact",
            ),
            models.Index(
                fields=("digest",), condition=Q(digest__isnull=False), name="delivery_by_digest"
            ),
            # nearly always empty: what waits for an administrator
            models.Index(
                fields=("alert", "recipient"), condition=Q(state="held"), name="delivery_held"
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.channel} {self.state}"

    @property
    def person(self) -> User:
        """Who is told by a delivery that has a recipient; a group's has none."""
        if self.recipient is None:
            raise ValueError(f"delivery {self.pk} is a group's")
        return self.recipient

    @property
    def dedupe_key(self) -> str:
        """The unique key as one word: a mail's Message-ID and a provider's idempotency key."""
        parts = (
            self.milestone_id,
            f"c{self.contact_id}" if self.recipient_id is None else self.recipient_id,
            self.kind,
            self.occurrence.isoformat(),
            self.step,
            self.turn,
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
