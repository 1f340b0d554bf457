"""What an alert is about in a line, in the reader's language: the head of its mail and its page."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.models import Alert
from projects.models.words import AlertKind


def headline_of(alert: Alert, working_days_late: int) -> str:
    """How late the milestone is, in working days; else how late it is expected, in calendar days.

    An alert that neither is true of any more is called by its kind.
    """
    if working_days_late:
        words = {"days": working_days_late}
        return (
            ngettext("%(days)s working day late", "%(days)s working days late", working_days_late)
            % words
        )
    expected = alert.milestone.forecast_days_late
    if alert.kind == AlertKind.FORECAST_SLIP and expected:
        words = {"days": expected}
        return (
            ngettext("Expected %(days)s day late", "Expected %(days)s days late", expected) % words
        )
    return {
        AlertKind.OVERDUE: _("Overdue"),
        AlertKind.DUE_SOON: _("Due soon"),
        AlertKind.FORECAST_SLIP: _("Will be late"),
    }[AlertKind(alert.kind)]


def subject_of(alert: Alert, *, where: str, what: str, working_days_late: int) -> str:
    """The line on a lock screen: what, where, how late."""
    words = {"where": where, "what": what, "days": working_days_late}
    if alert.kind == AlertKind.OVERDUE:
        return _("[Overdue] %(where)s: %(what)s, %(days)d working days late") % words
    if alert.kind == AlertKind.DUE_SOON:
        return _("[Due soon] %(where)s: %(what)s") % words
    days = alert.milestone.forecast_days_late
    expected = alert.planned_finish + datetime.timedelta(days=days)
    words |= {"days": days, "day": expected.isoformat()}
    return _("[Will be late] %(where)s: %(what)s, expected %(day)s (+%(days)d d)") % words
