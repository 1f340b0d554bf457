"""Where people and groups are reached, and what each person wants to be told by."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models.alert_words import Channel, Severity
from projects.models.encrypted import EncryptedTextField
from projects.models.project import Project, Stamped

VALUE_LENGTH = 1000


class Contact(Stamped):
    """One address of one channel: a person's own, or a project's (a group's robot, a webhook).

    `value` is what the channel calls an address (`projects.channels.base.Address`): a number, a
    member, an address of the web. `secret` signs what is sent there, and is never shown again.
    Nothing is sent before `verified_at`. `broken_at` is when the provider refused the address for
    good: it is passed over until somebody verifies it again. Times are UTC.

    The address of a person's account (`User.email`) is no row here: an administrator wrote it, and
    it is where somebody is told who has chosen nothing.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="contacts",
    )
    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="contacts",
    )
    channel = models.CharField(_("channel"), max_length=20, choices=Channel.choices)
    value = models.CharField(_("address"), max_length=VALUE_LENGTH, blank=True)
    secret = EncryptedTextField(_("secret"), blank=True)
    label = models.CharField(_("name"), max_length=100, blank=True)
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)
    broken_at = models.DateTimeField(_("refused"), null=True, blank=True)
    broken_text = models.CharField(_("refused because"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(user__isnull=True, project__isnull=False)
                | Q(user__isnull=False, project__isnull=True),
                name="contact_is_a_persons_or_a_projects",
            ),
            models.UniqueConstraint(
                fields=("user", "channel", "value"),
                condition=Q(user__isnull=False),
                name="contact_once_a_person",
            ),
            models.UniqueConstraint(
                fields=("project", "channel", "value"),
                condition=Q(project__isnull=False),
                name="contact_once_a_project",
            ),
        )

    def __str__(self) -> str:
        return self.label or f"{self.channel} {self.pk}"


class AlertRoute(models.Model):
    """By what a person is told of alerts of one severity.

    The lowest `rank` whose contact can be used is told; the next one takes over where the provider
    refuses the address for good, or where a grave alert has waited too long. No row: the
    account's e-mail, else the inbox. `contact` is empty for the account's own e-mail and the inbox.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="alert_routes",
    )
    severity = models.CharField(_("severity"), max_length=10, choices=Severity.choices)
    rank = models.PositiveSmallIntegerField(_("rank"))
    channel = models.CharField(_("channel"), max_length=20, choices=Channel.choices)
    contact = models.ForeignKey(
        Contact,
        verbose_name=_("contact"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="routes",
    )

    class Meta:
        verbose_name = _("alert route")
        verbose_name_plural = _("alert routes")
        ordering = ("user_id", "severity", "rank")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "severity", "rank"), name="alert_route_has_a_rank"
            ),
            models.UniqueConstraint(
                fields=("user", "severity", "channel"),
                condition=Q(contact__isnull=True),
                name="alert_route_once",
            ),
            models.UniqueConstraint(
                fields=("user", "severity", "contact"),
                condition=Q(contact__isnull=False),
                name="alert_route_once_a_contact",
            ),
            models.CheckConstraint(
                condition=Q(contact__isnull=True, channel__in=(Channel.EMAIL, Channel.INBOX))
                | Q(contact__isnull=False),
                name="alert_route_leads_somewhere",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.severity} {self.rank}"
