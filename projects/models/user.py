"""The person who signs in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models.words import Language


class User(AbstractUser):  # type: ignore[django-manager-missing] # knox carries no types
    """A person; what he may do is decided by his membership in each project."""

    language = models.CharField(
        _("language"), max_length=10, choices=Language.choices, default=Language.CHINESE
    )

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    @property
    def display_name(self) -> str:
        """Family name first and unspaced for Chinese names, the usual order otherwise."""
        if self.last_name and not self.last_name.isascii():
            return f"{self.last_name}{self.first_name}"
        return self.get_full_name() or self.username
