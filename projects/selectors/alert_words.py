"""What an alert is about in a line, in the reader's language: the head of its mail and its page."""

import datetime

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.models import Alert
from projects.models.alert_words import AlertKind
from projects.models.words import CompareWith


def headline_of(alert: Alert, working_days_late: int) -> str:
    """How late the milestone is, in working days; else how late it is expected, in calendar days.

    An alert that neither is true of any more is called by its kind, and so is one about something
    else than a date.
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
    if alert.points_behind is not None:
        return _("%(points)s percentage points behind the plan") % {
            "points": localize(alert.points_behind)
        }
    return {
        AlertKind.OVERDUE: _("Overdue"),
        AlertKind.DUE_SOON: _("Due soon"),
        AlertKind.FORECAST_SLIP: _("Will be late"),
        AlertKind.CLAIMED: _("Claimed without evidence"),
        AlertKind.NO_REPORT: _("Nothing reported"),
        AlertKind.PROGRESS_GAP: _("Behind the planned progress"),
        AlertKind.START_MISSED: _("Not started"),
        AlertKind.STATUTORY: _("Legal limit runs out"),
    }[AlertKind(alert.kind)]


def subject_of(alert: Alert, *, where: str, what: str, working_days_late: int) -> str:
    """The line on a lock screen: what, where, how late."""
    days = alert.milestone.forecast_days_late
    expected = alert.planned_finish + datetime.timedelta(days=days)
    words = {
        "where": where,
        "what": what,
        "late": working_days_late,
        "day": alert.planned_finish.isoformat(),
        "days": days,
        "expected": expected.isoformat(),
        "points": localize(alert.points_behind or 0),
    }
    text = {
        AlertKind.OVERDUE: _("[Overdue] %(where)s: %(what)s, %(late)d working days late"),
        AlertKind.DUE_SOON: _("[Due soon] %(where)s: %(what)s"),
        AlertKind.FORECAST_SLIP: _(
            "[Will be late] %(where)s: %(what)s, expected %(expected)s (+%(days)d d)"
        ),
        AlertKind.CLAIMED: _("[No evidence] %(where)s: %(what)s, claimed for %(day)s"),
        AlertKind.NO_REPORT: _("[No report] %(where)s: %(what)s, under way since %(day)s"),
        AlertKind.PROGRESS_GAP: _(
            "[Behind plan] %(where)s: %(points)s percentage points, next is %(what)s"
        ),
        AlertKind.START_MISSED: _("[Not started] %(where)s: %(what)s, planned for %(day)s"),
        AlertKind.STATUTORY: _("[Legal limit] %(where)s: %(what)s, until %(day)s"),
    }[AlertKind(alert.kind)]
    return text % words


def compared_label(alert: Alert) -> str:
    """What the date is that an alert was opened for; a plan that moved since has other words."""
    of_kind = {
        AlertKind.CLAIMED: _("Claimed for"),
        AlertKind.NO_REPORT: _("Under way since"),
        AlertKind.START_MISSED: _("Planned start"),
        AlertKind.STATUTORY: _("Last day before the law"),
    }
    if alert.kind in of_kind:
        return of_kind[AlertKind(alert.kind)]
    frozen = alert.milestone.baseline_finish == alert.planned_finish
    if alert.project.compare_with == CompareWith.BASELINE and frozen:
        return _("Approved date (baseline)")
    return _("Planned date (current plan)")
