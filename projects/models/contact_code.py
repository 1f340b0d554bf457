"""What proves that an address is somebody's, and what tells him that one was changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models.alert_words import Channel
from projects.models.contact import VALUE_LENGTH, Contact
from projects.models.encrypted import EncryptedTextField
from projects.models.words import ContactEvent


class ContactCode(models.Model):
    """The last code that was sent to a contact; a new one takes its place.

    `digest` is keyed: whoever reads the table cannot try all codes. `sent_at` is UTC.
    """

    contact = models.OneToOneField(
        Contact,
        verbose_name=_("contact"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="code",
    )
    digest = models.CharField(_("code (hash)"), max_length=64)
    sent_at = models.DateTimeField(_("sent"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)

    class Meta:
        verbose_name = _("contact code")
        verbose_name_plural = _("contact codes")
        ordering = ("contact_id",)

    def __str__(self) -> str:
        return str(self.contact_id)


class ContactNotice(models.Model):
    """Word to a person, at an address he had before, that his addresses were changed.

    It holds the address itself: the contact may be gone. It is sent again at `next_at` (UTC)
    until it is sent or given up, which `done_at` says.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="contact_notices",
    )
    event = models.CharField(_("event"), max_length=20, choices=ContactEvent.choices)
    about = models.CharField(_("about"), max_length=200, blank=True)
    channel = models.CharField(_("channel"), max_length=20, choices=Channel.choices)
    value = models.CharField(_("address"), max_length=VALUE_LENGTH)
    secret = EncryptedTextField(_("secret"), blank=True)
    created_at = models.DateTimeField(_("created"))
    next_at = models.DateTimeField(_("next try"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    error_text = models.CharField(_("last error text"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("contact notice")
        verbose_name_plural = _("contact notices")
        ordering = ("-id",)
        indexes = (
            models.Index(
                fields=("next_at",),
                condition=models.Q(done_at__isnull=True),
                name="contact_notice_waiting",
            ),
        )

    def __str__(self) -> str:
        return f"{self.event} {self.pk}"
