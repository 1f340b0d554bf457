"""The day's account of the alerts: what was made against what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

STATES = ("sent", "dead", "cancelled", "held", "waiting")
DEFECTS = (
    "alerts_untold",
    "sent_untried",
    "tries_unended",
    "past_deadline",
    "told_twice",
    "unreceipted",
    "not_added_up",
)


class Reconciliation(models.Model):
    """Deliveries made in `since` <= t < `until` (UTC) by what became of them, and what is wrong.

    What is wrong is counted over all that is stored. `alerts_untold`: open alerts that nobody was
    told of though somebody was to be. `sent_untried`: sent without a try that ended well.
    `tries_unended`: tries that never ended and that nothing accounts for: the delivery is not being
    sent, does not say that it may be a repeat, and was not given up. `past_deadline`: neither sent
    nor given up. `told_twice`: people told the same thing twice for one occurrence. `unreceipted`:
    sent without the provider's id by a channel that gave ids to others of that day.
    `not_added_up`: by how much `created` differs from the sum of the states. `channels` holds, by
    channel, how many were `sent` and to how many of them the provider gave `receipts` (its ids).
    """

    day = models.DateField(_("day (UTC)"), unique=True)
    since = models.DateTimeField(_("from"))
    until = models.DateTimeField(_("to"))
    created = models.PositiveIntegerField(_("made"), default=0)
    sent = models.PositiveIntegerField(_("sent"), default=0)
    dead = models.PositiveIntegerField(_("given up"), default=0)
    cancelled = models.PositiveIntegerField(_("cancelled"), default=0)
    held = models.PositiveIntegerField(_("held"), default=0)
    waiting = models.PositiveIntegerField(_("waiting"), default=0)
    alerts_untold = models.PositiveIntegerField(_("alerts nobody was told of"), default=0)
    sent_untried = models.PositiveIntegerField(_("sent without a try"), default=0)
    tries_unended = models.PositiveIntegerField(_("tries without an end"), default=0)
    past_deadline = models.PositiveIntegerField(_("waiting past the deadline"), default=0)
    told_twice = models.PositiveIntegerField(_("told twice"), default=0)
    unreceipted = models.PositiveIntegerField(_("without a receipt"), default=0)
    not_added_up = models.IntegerField(_("does not add up by"), default=0)
    channels = models.JSONField(_("by channel"), default=dict, blank=True)

    class Meta:
        verbose_name = _("reconciliation")
        verbose_name_plural = _("reconciliations")
        ordering = ("-day",)

    def __str__(self) -> str:
        return f"{self.day}"

    @property
    def difference(self) -> int:
        """How much is wrong; 0 when all is well."""
        return sum(abs(getattr(self, name)) for name in DEFECTS)
