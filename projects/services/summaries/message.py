"""What a summary says, in the recipient's language; written once and kept until it is taken."""

import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from projects.channels.texts import one_line
from projects.models import Membership, Reconciliation, SummaryDelivery
from projects.models.alert_words import AlertKind, SummaryKind
from projects.selectors import alert_words
from projects.selectors.summaries import (
    PROJECTS_MOST,
    Line,
    ProjectSummary,
    Section,
    project_summary,
)
from projects.services.alerts.mail import Letter, mail_made
from projects.services.alerts.wording import SUBJECT_MAX, board_link, named

KEPT = ["message", "subject", "body_text", "state_reason"]


def message_keep(*, row: SummaryDelivery, now: datetime.datetime) -> bytes:
    """Return the summary as a mail, written now if it was not yet; empty: nothing to tell.

    A retry sends the same bytes; only one that may have arrived is written anew, under the same
    Message-ID and with a line that says so.
    """
    said = row.state_reason == "repeat_said"
    if row.message is not None and (said or not row.may_be_repeat):
        return bytes(row.message)
    projects = _told(row, now)
    house = _house(row)
    if not projects and not house:
        return b""
    with translation.override(row.recipient.language):
        letter = _letter(row, projects, house)
        row.message = mail_made(letter, to=row.recipient.email, key=row.key, now=now)
    row.subject, row.body_text = letter.subject[:300], letter.text
    row.state_reason = "repeat_said" if row.may_be_repeat else ""
    row.save(update_fields=KEPT)
    return row.message


def _told(row: SummaryDelivery, now: datetime.datetime) -> list[ProjectSummary]:
    """The projects of which there is something to tell; a weekly report tells of one anyway."""
    members = Membership.objects.filter(user=row.recipient).select_related("project__calendar")
    if row.kind == SummaryKind.WEEKLY:
        members = members.filter(project=row.project)
    found = (
        project_summary(
            project=member.project, user=row.recipient, role=member.role, since=row.since, now=now
        )
        for member in members.order_by("project__code")
    )
    weekly = row.kind == SummaryKind.WEEKLY
    return [each for each in found if weekly or not each.is_empty]


def _house(row: SummaryDelivery) -> Reconciliation | None:
    """The last account of the alerts, for who runs the house; it says that all is well, or not."""
    if row.kind == SummaryKind.WEEKLY or not row.recipient.is_superuser:
        return None
    return Reconciliation.objects.order_by("-day").first()


def _letter(
    row: SummaryDelivery, projects: list[ProjectSummary], house: Reconciliation | None
) -> Letter:
    context = {
        "title": row.get_kind_display(),
        "day": row.day,
        "since": row.since,
        "time_zone": row.time_zone,
        "projects": [_project_words(each) for each in projects[:PROJECTS_MOST]],
        "more_projects": max(0, len(projects) - PROJECTS_MOST),
        "house": house,
        "link": board_link(),
        "language": translation.get_language(),
        "repeat_reference": row.key[:4].upper() if row.may_be_repeat else "",
    }
    return Letter(
        subject=_subject(row, projects),
        text=render_to_string("emails/summary.txt", context).strip() + "\n",
        link=board_link(),
        html_template="emails/summary.html",
        context=context,
    )


def _subject(row: SummaryDelivery, projects: list[ProjectSummary]) -> str:
    """The line on a lock screen: what it is, of what, and how much there is to worry about."""
    counts = {
        "overdue": sum(each.count_of(AlertKind.OVERDUE) for each in projects),
        "late": sum(each.count_of(AlertKind.FORECAST_SLIP) for each in projects),
        "soon": sum(each.count_of(AlertKind.DUE_SOON) for each in projects),
    }
    said = _("%(overdue)d overdue, %(late)d will be late, %(soon)d due soon") % counts
    what = row.day.isoformat()
    if row.kind == SummaryKind.WEEKLY and projects:
        what = f"{named(projects[0].project)} {what}"
    return one_line(f"[{row.get_kind_display()}] {what}: {said}")[:SUBJECT_MAX]


def _project_words(each: ProjectSummary) -> dict[str, Any]:
    """A project's part of the mail: its sections with their lines as words."""
    happened = [
        (_("Closed since"), each.closed),
        (_("Signed for since"), each.signed),
        (_("Promised since"), each.promised),
        (_("Opened or closed in quiet hours"), each.quiet),
    ]
    opened = [(str(AlertKind(section.name).label), section) for section in each.open]
    return {
        "name": one_line(named(each.project)),
        "zone": each.project.time_zone,
        "sections": [
            _section_words(title, section)
            for title, section in [*opened, *happened]
            if section.count
        ],
        "waiting": each.waiting,
    }


def _section_words(title: str, section: Section) -> dict[str, Any]:
    return {
        "title": title,
        "count": section.count,
        "more": section.more,
        "lines": [_line_words(line) for line in section.lines],
    }


def _line_words(line: Line) -> dict[str, Any]:
    alert = line.alert
    building = alert.milestone.building
    where = f"{building.code} " if building else ""
    return {
        "what": one_line(f"{where}{named(alert.milestone)}"),
        "headline": alert_words.headline_of(alert, line.working_days_late),
        "alert": alert,
    }
