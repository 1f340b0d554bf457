"""Light rules of one's own; those that exist in writing are `scheduling.rules.light_rules`."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models.words import RuleEnd

NAME_MOST = 40


class LightRule(models.Model):
    """One version of a rule: written once and never changed, so that old lights can be defended.

    `name` and `version` are what a project names. `bands` are the engine's
    (`scheduling.rules.light_rules.Band`), the strictest first: `{colour, measure, threshold,
    above}`. A rule belongs to no project: it is the law of whoever runs the site.
    """

    name = models.CharField(_("name"), max_length=NAME_MOST)
    version = models.PositiveIntegerField(_("version"), validators=[MinValueValidator(1)])
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=200)
    text = models.TextField(_("text"), max_length=4000)
    text_en = models.TextField(_("English text"), max_length=4000)
    source = models.CharField(_("source"), max_length=1000)
    weak_source = models.BooleanField(_("the source is no official document"), default=False)
    closes = models.CharField(
        _("ends with"), max_length=10, choices=RuleEnd.choices, default=RuleEnd.FINISH
    )
    bands = models.JSONField(_("bands"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("light rule")
        verbose_name_plural = _("light rules")
        ordering = ("name", "version")
        constraints = (
            models.UniqueConstraint(fields=("name", "version"), name="light_rule_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="light_rule_version_from_1"),
        )

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"
