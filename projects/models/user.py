"""The person who signs in."""

import datetime
import re

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models.words import Language

SUMMARY_AT = datetime.time(8)
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


class User(AbstractUser):  # type: ignore[django-manager-missing] # knox carries no types
    """A person; what he may do is decided by his membership in each project."""

    language = models.CharField(
        _("language"), max_length=10, choices=Language.choices, default=Language.CHINESE
    )

    # in the time zone of most of the person's projects; empty: none
    daily_summary_at = models.TimeField(
        _("daily summary at"),
        null=True,
        blank=True,
        default=SUMMARY_AT,
        help_text=_("Local time; empty for no daily summary."),
    )
    weekly_report = models.BooleanField(
        _("weekly report"),
        default=True,
        help_text=_("On Monday, of each project that the person oversees."),
    )

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    @property
    def display_name(self) -> str:
        """Family name first and unspaced for names in Chinese script, the usual order otherwise.

        The script of the name decides and not the reader's language: Müller stays Anna Müller
        on a Chinese page. A person without a name goes by the user name.
        """
        if HAN.search(self.last_name):
            return f"{self.last_name}{self.first_name}"
        return self.get_full_name() or self.username
