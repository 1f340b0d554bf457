"""API tokens and remembered answers."""

import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken


class AuthToken(AbstractAuthToken):  # type: ignore[misc] # knox carries no types
    """A bearer token: hashed at rest, named by its owner, void once the password changes."""

    name = models.CharField(_("name"), max_length=100)
    session_hash = models.CharField(max_length=128, editable=False, default="")
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")


class IdempotencyKey(models.Model):
    """The answer to a write, kept so that the same write again gets the same answer."""

    # a phone whose answer was lost on the way may lie in a drawer until the next job on that site
    KEPT_FOR = datetime.timedelta(days=90)

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.BinaryField()
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("idempotency key")
        verbose_name_plural = _("idempotency keys")
        constraints = (
            models.UniqueConstraint(fields=("user", "key"), name="idempotency_key_once"),
        )

    def __str__(self) -> str:
        return self.key
